import Support
import Testing

/// Whom the GNOME Shell extension answers, and what it leaves behind.
@Suite(.serialized) struct ExtensionLifeTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `answers nobody in a sandbox, nor while the screen is locked`(
    release: GnomeShell.Release
  ) throws {
    try ExtensionRig.hold(["locking", "sandbox", "ended"]) {
      try ExtensionRig.start(release, workspaces: 4)
    }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `leaves nothing behind, and takes a new module without a login`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.hold(["owner", "upgrade", "life"]) {
      try ExtensionRig.start(release, workspaces: 4)
    }
    #expect(!shell.log.contains("Type of return value is incorrect"), "\(shell.log)")
  }

  @Test func `lives beside another extension`() throws {
    let dock = "dash-to-dock@micxgx.gmail.com"
    let shell = try GnomeShell(
      workspaces: 4,
      settings: [
        .init("org.gnome.shell", "enabled-extensions", "['\(dock)', '\(ExtensionRig.uuid)']")
      ]
    ) { home in
      let folder = "\(home)/.local/share/gnome-shell/extensions"
      try ExtensionRig.install("43", in: folder)
      try Support.shell("cp -R '/usr/share/gnome-shell/extensions/\(dock)' '\(folder)'")
    }
    #expect(try eventually { try ExtensionRig.isThere(in: shell) })
    try ExtensionRig.hold(["beside", "activating"]) { shell }
  }
}
