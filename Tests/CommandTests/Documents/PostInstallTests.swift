import Foundation
import Support
import Testing

/// What somebody has who has just installed, and does the first things that the README names.
@Suite(.serialized) struct PostInstallTests {
  /// The prompt shows the branch, a key switches the workspace, and the lid locks the screen, all
  /// within three minutes.
  @Test func `has three things in three minutes`() throws {
    let laptop = try Laptop()
    try laptop.shell("cp /etc/skel/.bashrc .; git -c init.defaultBranch=main init -q project")
    // GNOME as it comes, with as many workspaces as are in use.
    try laptop.shell(
      """
      gsettings reset org.gnome.mutter dynamic-workspaces
      gsettings reset org.gnome.desktop.wm.preferences num-workspaces
      """)
    let began = ContinuousClock.now

    // As make install ends, on a terminal, with a yes to its question.
    let local = "\(Laptop.home)/.local"
    let end = try laptop.shell(
      """
      script -qec "'\(packageRoot)/desktop/packaging/post-install' \(local) ask bash \
        \(local)/share/detour/profile.d/gitps1.sh" /dev/null <<<y
      """)
    #expect(end.contains("added to \(Laptop.home)/.bashrc"), "\(end)")
    #expect(end.contains("next: "), "\(end)")
    // The prompt that Debian's own .bashrc makes, with the segment in it.
    let prompt = try laptop.shell("cd project; script -qec 'bash -i' /dev/null <<<exit")
    #expect(prompt.contains(" (main)$ "), "\(prompt)")

    let readme = try Readme()
    let first = try #require(readme.blocks.first { $0.isTranscript })
    #expect(first.section == "Install")
    for command in first.commands { try laptop.shell(command) }

    let keyboard = try laptop.talk(to: ["/usr/bin/python3", rig("press-keys.py")])
    let workspace = "global.workspace_manager.get_active_workspace_index()"
    // Control and F3, by their numbers in input-event-codes.h.
    let isSwitched = try eventually {
      _ = try keyboard.ask("29 61")
      return try eventually(within: .seconds(2)) { try laptop.evaluate(workspace).contains("'2'") }
    }
    #expect(isSwitched)

    try laptop.rig.set(.lid, true)
    #expect(try eventually { try laptop.rig.isLocked() })
    #expect(laptop.rig.staysAwake())
    #expect(try laptop.evaluate("Main.screenShield.locked").contains("'true'"))
    #expect(ContinuousClock.now - began < .seconds(180))
  }
}
