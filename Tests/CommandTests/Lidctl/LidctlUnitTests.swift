import Foundation
import Support
import System
import Testing

/// The holder as a unit of a real user manager, `systemd --user`, as it is once installed.
@Suite(.serialized) struct LidctlUnitTests {
  static let shared = Result { try LoginRig(hasManager: true) }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    // What a desktop's session manager does: its session begins and ends with this unit.
    try rig.shell(
      """
      mkdir -p ~/.config/systemd/user
      cat >~/.config/systemd/user/desktop.service <<UNIT
      [Unit]
      BindsTo=graphical-session.target
      Before=graphical-session.target
      [Service]
      ExecStart=/bin/sleep infinity
      UNIT
      systemctl --user daemon-reload
      systemctl --user stop desktop.service
      lidctl off --yes
      lidctl disable
      """)
    try rig.set(.lid, false)
    try rig.activate("c1")
  }

  private func rows() throws -> [String] {
    try rig.inhibitors().filter { $0.contains("lidctl") }
  }

  private func holds() throws -> Bool { try rows().count == 1 }

  private var process: String {
    get throws { try rig.shell("systemctl --user show -P MainPID detour-lid.service") }
  }

  /// Desktops such as Cinnamon, MATE and Xfce run autostart entries, and start no target.
  @Test func `starts where no target tells of the session`() throws {
    let entry = "/run/home/.config/autostart/detour-lid.desktop"
    let enable = try rig.run(["lidctl", "enable", "--on-close", "nothing"])
    #expect(enable.output.contains("enabled for future logins (\(entry))\n"), "\(enable)")
    #expect(try rig.run(["desktop-file-validate", entry]) == Outcome())
    // The next login, at which such a desktop runs what its entries say.
    try rig.shell("lidctl off; systemctl --user stop detour-lid.service")
    #expect(try eventually { try rows().isEmpty })
    try rig.shell("$(sed -n 's/^Exec=//p' \(entry))")
    #expect(try eventually { try holds() })
    #expect(
      try rig.root("cat /proc/\(process.dropLast())/cgroup").contains(
        "/user@1000.service/session.slice/detour-lid.service\n"))
    // Where a target does tell, the unit is enough.
    try rig.shell("systemctl --user start desktop.service")
    #expect(
      try rig.run(["lidctl", "enable"]).output.contains(
        "enabled for future logins (detour-lid.service)\n"))
    #expect(try rig.root("ls \(entry) 2>&1 || :").contains("No such file"))
    try rig.shell("systemctl --user stop desktop.service")
    #expect(try rig.run(["lidctl", "enable"]).code == 0)
    #expect(try rig.run(["lidctl", "disable"]).code == 0)
    #expect(try rig.root("ls \(entry) 2>&1 || :").contains("No such file"))
    #expect(
      try rig.shell("systemctl --user is-enabled detour-lid.service || :") == "disabled\n")
  }

  @Test func `starts with each session`() throws {
    try rig.shell("systemctl --user start desktop.service")
    #expect(
      try rig.run(["lidctl", "enable", "--on-close", "nothing"]).output
        == "closing the lid does nothing\n"
        + "enabled for future logins (detour-lid.service)\n"
        + "  a closed laptop in a bag stays awake: --bag 30m lets it sleep after half an hour\n")
    #expect(try holds())
    #expect(
      try rig.shell("systemctl --user is-enabled detour-lid.service") == "enabled\n")
    try rig.shell("systemctl --user start desktop.service")
    #expect(try holds())
    // The session ends, and the lid with it; the next one begins.
    try rig.shell("systemctl --user stop desktop.service")
    #expect(try eventually { try rows().isEmpty })
    try rig.shell("systemctl --user start desktop.service")
    #expect(try eventually { try holds() })
    #expect(
      try rig.root("cat /proc/\(process.dropLast())/cgroup").contains(
        "/user@1000.service/session.slice/detour-lid.service\n"))
    // No session's, so that it counts whichever is in front.
    let status = try rig.run(["lidctl", "status"])
    #expect(status.code == 0)
    #expect(!status.output.contains("it runs inside a session"), "\(status)")
    for session in ["c2", "c1"] {
      try rig.activate(session)
      try rig.set(.lid, true)
      #expect(rig.staysAwake())
      try rig.set(.lid, false)
    }
    #expect(try rig.run(["lidctl", "disable"]).code == 0)
    try rig.shell("systemctl --user stop desktop.service")
    #expect(try eventually { try rows().isEmpty })
    // All that is started with the session is so in one go with its target.
    try rig.shell("systemctl --user start desktop.service")
    #expect(
      try eventually {
        try rig.shell(
          "systemctl --user is-active graphical-session.target || :; systemctl --user list-jobs")
          == "active\nNo jobs running.\n"
      })
    #expect(
      try rig.shell("systemctl --user is-active detour-lid.service || :") == "inactive\n")
    #expect(try rows().isEmpty)
    #expect(
      try rig.shell("systemctl --user is-enabled detour-lid.service || :") == "disabled\n")
  }

  /// Where systemd may not remove its link, and where the administrator has enabled it for all.
  @Test func `says that it could not be disabled`() throws {
    #expect(try rig.run(["lidctl", "enable", "--on-close", "nothing"]).code == 0)
    let folder = "/run/home/.config/systemd/user/graphical-session.target.wants"
    try rig.root("mount --bind -o ro \(folder) \(folder)")
    let refused = try rig.run(["lidctl", "disable"])
    try rig.root("umount \(folder)")
    #expect(refused.code == 1 && refused.output == "", "\(refused)")
    #expect(
      refused.error.hasPrefix(
        "lidctl: detour-lid.service is still enabled: the user's service manager refuses: "),
      "\(refused)")
    #expect(try rig.run(["lidctl", "disable"]) == Outcome(output: "disabled for future logins\n"))

    // As systemctl --global enable makes it of an installed unit.
    let wants = "/etc/systemd/user/graphical-session.target.wants"
    let unit = try rig.shell("systemctl --user show -P FragmentPath detour-lid.service").dropLast()
    try rig.root("mkdir -p \(wants); ln -s \(unit) \(wants)/")
    try rig.shell("systemctl --user daemon-reload")
    let global = try rig.run(["lidctl", "disable"])
    #expect(try rig.shell("systemctl --user is-enabled detour-lid.service") == "enabled\n")
    try rig.root("rm -r \(wants)")
    try rig.shell("systemctl --user daemon-reload")
    #expect(global.code == 1 && global.output == "", "\(global)")
    #expect(
      global.error == """
        lidctl: detour-lid.service is still enabled, for all users: an administrator changes that with \
        systemctl --global disable detour-lid.service

        """)
    #expect(try rig.run(["lidctl", "disable"]).code == 0)
  }

  /// cosmic-comp#19: somebody logs in at a display, with the lid closed.
  @Test func `leaves a lid alone that is closed at the login`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    defer { _ = try? rig.set(externalDisplay: false) }
    #expect(try rig.run(["lidctl", "enable", "--defaults"]).code == 0)
    try rig.shell("systemctl --user start desktop.service; systemctl --user stop desktop.service")
    #expect(try eventually { try rows().isEmpty })
    try rig.set(.lid, true)
    try rig.shell("systemctl --user start desktop.service")
    #expect(try eventually { try holds() })
    #expect(rig.staysAwake())
    #expect(try rig.run(["lidctl", "status"]).code == 0)
    #expect(try !rig.isLocked())
    #expect(locker.output == "ready\n")
    // The next closing is one; where the service is too slow to see that it is open, the one after.
    let isSeen = try eventually {
      try rig.set(.lid, false)
      #expect(rig.staysAwake())
      try rig.set(.lid, true)
      return try eventually(within: .seconds(10)) { try rig.isLocked() }
    }
    #expect(isSeen)
    #expect(locker.output == "ready\nlock\n")
    try rig.set(.lid, false)
    try rig.unlock()
  }

  /// The bus asks the manager, not a process of its own.
  @Test func `is started by the bus`() throws {
    #expect(try rig.run(["lidctl", "on", "--on-close", "nothing"]).code == 0)
    #expect(try rig.shell("systemctl --user is-active detour-lid.service") == "active\n")
    #expect(try holds())
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try eventually { try rows().isEmpty })
    func isInactive() throws -> Bool {
      try rig.shell("systemctl --user is-active detour-lid.service || :") == "inactive\n"
    }
    #expect(try eventually { try isInactive() })
    // Let go of on purpose: nobody starts it again.
    sleep(for: .milliseconds(1500))
    #expect(try isInactive())
  }

  @Test func `is started again when it was killed`() throws {
    #expect(try rig.run(["lidctl", "on", "--on-close", "nothing", "--for", "2h"]).code == 0)
    let first = try process
    try rig.root("kill -9 \(first)")
    #expect(try eventually { try holds() && process != first })
    let status = try rig.run(["lidctl", "status"])
    #expect(status.code == 0)
    #expect(
      status.output.contains(
        "the background process before it was killed; this one took over at "
      ), "\(status)")
    // What was asked of the first one holds for the second, too.
    #expect(status.output.contains("active until "), "\(status)")
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
  }

  @Test func `outlives the session's bus`() throws {
    #expect(try rig.run(["lidctl", "on", "--on-close", "nothing"]).code == 0)
    let first = try process
    try rig.root("kill -9 $(pgrep -u 1000 -x dbus-daemon)")
    #expect(
      try eventually {
        try rig.run(["lidctl", "status"]).output.contains(
          "active: lidctl holds the handle-lid-switch lock")
      })
    #expect(try process == first)
    #expect(try holds())
  }

  /// Run from where it was built, it is the manager's all the same.
  @Test func `works without being installed`() throws {
    let rig = try LoginRig(isInstalled: false, hasManager: true)
    #expect(try rig.run(["lidctl", "on", "--on-close", "nothing"]).code == 0)
    let process = try rig.root("pidof lidctl").filter(\.isNumber)
    #expect(
      try rig.root("cat /proc/\(process)/cgroup").contains(
        "/user@1000.service/session.slice/detour-lid.service\n"))
    try rig.activate("c2")
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
    try rig.root("kill -9 \(process)")
    #expect(
      try eventually {
        try rig.run(["lidctl", "status"]).output.contains("this one took over at")
      })
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try eventually { try rig.inhibitors().allSatisfy { !$0.contains("lidctl") } })
  }
}
