import Support
import Testing

/// The GNOME Shell extension where workspaces come and go.
@Suite(.serialized) struct ExtensionWorkspaceTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `knows workspaces on demand and a second monitor`(release: GnomeShell.Release) throws {
    try ExtensionRig.hold(["dynamic", "monitors"]) {
      try ExtensionRig.start(release, monitors: ["1280x720", "1024x768"])
    }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `a native window fills another monitor as it did this one`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(
      release, monitors: ["1280x720", "1024x768"], workspaces: 4)
    let native = try NativeWindow("4", "native", in: shell)
    let states = ["maximized_horizontally", "maximized_vertically", "fullscreen"]
    let next = ["move", "--monitor", "next", "title==native"]
    try shell.wsctl(["maximise", "title==native"])
    try shell.wsctl(["fullscreen", "title==native"])
    for frame in ["[1280,0,1024,768]", "[0,0,1280,720]"] {
      try shell.wsctl(next)
      #expect(try shell.frame(of: "native") == frame)
      for state in states { #expect(try shell.is("native", state), "\(state)") }
    }
    try shell.wsctl(["place", "maximised", "title==native"])
    try shell.wsctl(next)
    #expect(try shell.frame(of: "native") == "[1280,0,1024,768]")
    // It takes its size there once it is shown.
    try shell.wsctl(["minimise", "title==native"])
    let minimised = try run([product("wsctl")] + next, variables: shell.variables)
    #expect([0, 3].contains(minimised.code), "\(minimised)")
    try shell.wsctl(["activate", "title==native"])
    #expect(try eventually { try shell.frame(of: "native") == "[0,32,1280,688]" })
    #expect(try shell.is("native", "maximized_vertically"))
    withExtendedLifetime(native) {}
  }

  /// Each example of wsctl's help, and so of its man page: see ``WsctlExampleTests``.
  @Test(arguments: GnomeShell.Release.allCases)
  func `examples of wsctl work on native windows`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(
      release, monitors: ["1280x720", "1024x768"], workspaces: 4)
    let mutter = "new imports.gi.Gio.Settings({schema_id: 'org.gnome.mutter'})"
    // Windows of both monitors have workspaces.
    try shell.evaluate("\(mutter).set_boolean('workspaces-only-on-primary', false); 1")
    defer { _ = try? shell.evaluate("\(mutter).reset('workspaces-only-on-primary'); 1") }
    let place = try ExampleWindows(variables: shell.variables) { title, windowClass in
      let variables = shell.variables.merging(["LC_ALL": "C.UTF-8"]) { $1 }
      return try Background(
        [
          "foot", "--config=/dev/null", "--app-id=\(windowClass)", "--title=\(title)", "sleep",
          "1000",
        ], variables: variables)
    }
    let unknown = "does not support this"
    try place.runAll(refused: [
      "wsctl below class=conky": unknown, "wsctl below off class=conky": unknown,
      "wsctl shade toggle": unknown, "wsctl shade off --all-matches class=xterm": unknown,
    ])
  }
}
