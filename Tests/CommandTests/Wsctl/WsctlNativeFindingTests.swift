import Foundation
import Support
import Testing

/// How wsctl finds native windows in GNOME Shell on Wayland; the Shell is the witness.
@Suite(.serialized) struct WsctlNativeFindingTests {
  /// By its .desktop file, on another monitor, run or raised, and by a click.
  ///
  /// Only Debian 12's root has foot's own file, from which the Shell knows its application.
  @Test func `finds native windows in every way`() throws {
    let shell = try ExtensionRig.start(
      .installed, monitors: ["1280x720", "1024x768"], workspaces: 4)
    func foot(_ title: String) throws -> Background {
      try Background(
        ["foot", "--config=/dev/null", "--app-id=foot", "--title=\(title)", "sleep", "1000"],
        variables: shell.variables.merging(["LC_ALL": "C.UTF-8"]) { $1 })
    }
    let one = try foot("one")
    try shell.focus("one")
    let other = try NativeWindow("4", "other", in: shell)
    // The Shell itself says which application a window is of.
    let app = try shell.evaluate(
      "imports.gi.Shell.WindowTracker.get_default().get_window_app(\(NativeWindow.find("one"))).get_id()"
    )
    #expect(app == "\"foot.desktop\"")
    for words in ["app=foot", "app==foot.desktop", "app==foot title=one", "program==foot"] {
      let found = try shell.wsctl(["windows", words])
      #expect(found.output.split(separator: "\n").count == 1, "\(words) \(found)")
      #expect(found.output.hasSuffix("  one\n"), "\(words) \(found)")
    }

    let mark = "\(shell.home)/ran"
    func raise(_ words: String...) throws {
      try shell.wsctl(["run-or-raise", "app=foot"] + words + ["--", "touch", mark])
    }
    func focus() throws -> String { try shell.evaluate("global.display.focus_window?.title ?? ''") }
    try shell.wsctl(["activate", "title=other"])
    try raise()
    #expect(try focus() == "\"one\"")
    try raise("--toggle")
    #expect(try eventually { try focus() == "\"other\"" })
    try raise("--minimise")
    try raise("--minimise")
    #expect(try shell.is("one", "minimized"))
    try shell.wsctl(["activate", "title=one"])
    try shell.wsctl(["move", "3", "title=one"])
    #expect(!FileManager.default.fileExists(atPath: mark))
    try raise("--here")
    #expect(eventually { FileManager.default.fileExists(atPath: mark) })
    #expect(try shell.activeWorkspace == 0)
    try shell.wsctl(["move", "current", "title=one"])
    #expect(try shell.number("get_workspace().index()", of: "one") == 0)

    // To the other monitor by direction and by the name that mutter has for it, and back.
    for (word, monitor) in [("next", 1), ("left", 0), ("right", 1), ("primary", 0)] {
      // Under the panel it cannot lie, which is said.
      let moved = try run(
        [product("wsctl"), "move", "--monitor", word, "title=other"], variables: shell.variables)
      #expect(moved.code == 0, "\(word) \(moved)")
      #expect(
        try eventually { try shell.number("get_monitor()", of: "other") == monitor }, "\(word)")
    }
    let none = try run(
      [product("wsctl"), "move", "--monitor", "VGA-9", "title=other"], variables: shell.variables)
    #expect(none.code == 1)
    let names = try #require(none.error.split(separator: " are ").last).split(separator: ", ")
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    #expect(names.count == 2 && names.allSatisfy { !$0.isEmpty }, "\(none)")
    #expect(
      try run(
        [product("wsctl"), "move", "--monitor", names[1], "title=other"],
        variables: shell.variables
      ).code == 0)
    #expect(try eventually { try shell.number("get_monitor()", of: "other") == 1 })

    // The click goes to no window.
    try shell.wsctl(["place", "left", "title=one"])
    let picking = try Background(
      [product("wsctl"), "windows", ":select"], variables: shell.variables)
    #expect(try eventually { try shell.evaluate("Main.modalCount") == "1" }, "\(picking.error)")
    try shell.evaluate(
      """
      {const {Clutter, GLib} = imports.gi;
      global.pointer = Clutter.get_default_backend().get_default_seat()
        .create_virtual_device(Clutter.InputDeviceType.POINTER_DEVICE);
      global.pointer.notify_absolute_motion(GLib.get_monotonic_time(), 200, 300);
      for (const state of [Clutter.ButtonState.PRESSED, Clutter.ButtonState.RELEASED])
        global.pointer.notify_button(GLib.get_monotonic_time(), 1, state);
      1}
      """)
    #expect(eventually { !picking.isRunning })
    #expect(picking.output.hasSuffix("  one\n"), "\(picking.output) \(picking.error)")
    #expect(try shell.evaluate("Main.modalCount") == "0")
    withExtendedLifetime((one, other)) {}
  }
}
