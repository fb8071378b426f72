import Foundation
import Support
import Testing

/// Each example of wsctl's help, and so of its man page, does what it is there for.
///
/// Those of `extension` are run by ``WsctlExtensionTests``, from an installed copy, and all others on
/// native windows, too, by ``ExtensionWorkspaceTests``.
@Suite struct WsctlExampleTests {
  @Test func `examples work on Openbox`() throws {
    let rig = try WsctlRig(.openbox)
    try rig.split(into: [("DP-1", 640), ("DP-2", 640)])
    let place = try ExampleWindows(variables: rig.variables) { title, windowClass in
      let client = try XClient(rig.display)
      try client.open(title, instance: windowClass, className: windowClass)
      return client
    }
    try place.runAll(refused: [:])
  }

  @Test func `examples work on X11 windows in GNOME`() throws {
    let rig = try WsctlGnome(
      .installed, monitors: ["1280x720", "1024x768"], workspaces: 4, settings: Self.settings)
    let place = try ExampleWindows(variables: rig.shell.variables) { title, windowClass in
      let client = try XClient(variables: rig.shell.variables)
      try client.open(title, instance: windowClass, className: windowClass)
      return client
    }
    // What X11 does not show may be a native window.
    try place.runAll(refused: ["wsctl wait closed title=Copying": "out of reach"])
  }

  /// Windows of both monitors have workspaces.
  private static let settings = [
    GnomeShell.Setting("org.gnome.mutter", "workspaces-only-on-primary", "false")
  ]
}
