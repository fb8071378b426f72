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
