import Support
import Testing

/// The GNOME Shell extension where workspaces come and go.
@Suite(.serialized) struct ExtensionWorkspaceTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `knows workspaces on demand and a second monitor`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, monitors: ["1280x720", "1024x768"])
    for scenario in ["dynamic", "monitors"] { try ExtensionRig.holds(scenario, in: shell) }
  }
}
