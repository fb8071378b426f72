import Support
import Testing

/// What a client can ask of the GNOME Shell extension, in real Shells with real windows;
/// `Tests/Rigs/shell-windows.py` says what each scenario does, and asks the Shell itself.
@Suite(.serialized) struct ExtensionActionTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `acts on every window, and says what became of it`(release: GnomeShell.Release) throws {
    try ExtensionRig.hold([
      "listing", "activating", "dialogs", "placing", "rounding", "unseen", "fixed", "states",
      "remembering", "workspaces", "refusing", "events", "leaving", "toolkits", "picking",
    ]) {
      try ExtensionRig.start(release, workspaces: 4)
    }
  }
}
