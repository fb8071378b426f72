import EWMH
import ShellExtension
import System
import Tool
import Windows
import X11

@main struct Main {
  static let name = "wmctrl"

  static func main() {
    shareHeap()
    runMain(name) { () throws(CommandError) in
      var arguments = commandLineBytes
      let program = arguments.isEmpty ? Array(name.utf8) : arguments.removeFirst()
      try run(arguments, program: program)
    }
  }

  private static func run(_ arguments: [[UInt8]], program: [UInt8]) throws(CommandError) {
    if arguments == [Array("--help".utf8)] { return try write(help) }
    if arguments == [Array("--version".utf8)] { return try write(originalVersion) }
    let isCompatible = nonEmptyEnvironment("WMCTRL_COMPAT").map { $0 != "0" } ?? false
    let options: Options?
    do throws(Options.Refusal) {
      options = try Options(
        arguments, program: program, stopsAtOther: environment("POSIXLY_CORRECT") != nil,
        isCompatible: isCompatible)
    } catch {
      tell(error.line)
      throw CommandError.exit(1)
    }
    guard let options else {
      complainWith(help)
      throw CommandError.exit(1)
    }
    let text = Text(forced: options.forcesUTF8)
    if options.isVerbose { tell("envir_utf8: \(text.isUTF8 ? 1 : 0)") }
    // Desktops are GNOME's own, whichever way they are asked for; windows are not. Who names a
    // display means its windows.
    if !isCompatible, options.isAboutWindows, options.display == nil,
      let shell = ShellWindows.ofSession(
        nonEmptyEnvironment, servedBy: { DisplayAddress.server(of: $0) })
    {
      return try ShellSession(shell, options, text).run()
    }
    try Session(options, text, isCompatible: isCompatible).run()
  }
}

extension Session {
  /// Does what was asked; nothing, where it was nothing.
  func run() throws(CommandError) {
    switch options.action {
    case "V": try write(originalVersion)
    case "h": try write(help)
    case "l": try listWindows()
    case "d": try listDesktops()
    case "j": try listCurrentDesktop()
    case "m": try showManager()
    case "s": try switchDesktop()
    case "k": try showDesktop()
    case "o": try moveViewport()
    case "n": try changeDesktopCount()
    case "g": try resizeDesktops()
    case let letter?: try act(letter, on: try selectedWindow())
    case nil: break
    }
  }

  func act(_ letter: Character, on window: WindowID) throws(CommandError) {
    switch letter {
    case "a": try activate(window)
    case "R": try bringHere(window)
    case "c": try close(window)
    case "Y": try iconify(window)
    case "z": try lower(window)
    case "E": try showTitle(window)
    case "L": try describe(window)
    case "M": try setIcon(window)
    case "t": try moveToDesktop(window)
    case "e": try place(window)
    case "y":
      try place(window)
      try activate(window)
    case "b": try changeState(window)
    case "N": try rename(window, title: true, icon: false)
    case "I": try rename(window, title: false, icon: true)
    case "T": try rename(window, title: true, icon: true)
    default: break
    }
  }
}
