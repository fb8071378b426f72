import Support
import Testing

/// Whom the GNOME Shell extension answers, and what it leaves behind.
@Suite(.serialized) struct ExtensionLifeTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `answers nobody in a sandbox, nor while the screen is locked`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    for scenario in ["locking", "sandbox"] { try ExtensionRig.holds(scenario, in: shell) }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `leaves nothing behind, and takes a new module without a login`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    for scenario in ["owner", "upgrade", "life"] { try ExtensionRig.holds(scenario, in: shell) }
    #expect(!shell.log.contains("Type of return value is incorrect"), "\(shell.log)")
  }
}
