import Support
import Testing

@testable import Login

@Suite struct AutostartTests {
  /// GLib reads the line back, as desktops do: the string of the file, and then the words of a shell.
  @Test(arguments: [
    "/usr/bin/lidctl", "/a b/lidctl", "/%n'\"`$(x)\\/lidctl", "/ü=;#/lidctl",
    // Marks that Swift makes one character with the sign before or behind them.
    "/\"\u{301}`\u{301}$\u{301}\\\u{301}/\u{d4e}\"\u{d4e}%/lidctl",
  ])
  func `a program is named as desktops read it`(path: String) throws {
    let scratch = try Scratch()
    try scratch.write("entry", "[Desktop Entry]\nExec=\(Autostart.quoted(path)) hold\n")
    let script = """
      import sys
      from gi.repository import GLib
      file = GLib.KeyFile()
      file.load_from_file(sys.argv[1], GLib.KeyFileFlags.NONE)
      words = GLib.shell_parse_argv(file.get_string("Desktop Entry", "Exec"))[1]
      print("\\n".join(words).replace("%%", "%"), end="")
      """
    let read = try run(["/usr/bin/python3", "-c", script, scratch.path("entry")])
    #expect(read == Outcome(output: "\(path)\nhold"))
  }
}
