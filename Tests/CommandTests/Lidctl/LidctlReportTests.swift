import Foundation
import Support
import System
import Testing

/// What people reported of lids, each on a real logind with a simulated lid, dock and display.
@Suite(.serialized) struct LidctlReportTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.set(externalDisplay: false)
    try rig.set(mains: true, battery: 80)
  }

  @discardableResult
  private func lidctl(_ words: String...) throws -> Outcome { try rig.run(["lidctl"] + words) }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") && $0.contains("handle-lid-switch") }
  }

  /// systemd#37760.
  @Test func locksWhenTheLastDisplayGoesWithTheLidClosed() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    #expect(try lidctl("on").code == 0)
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    try rig.unlock()
    sleep(for: .milliseconds(600))
    #expect(try !rig.isLocked())
    try rig.set(externalDisplay: false)
    try rig.set(mains: false, battery: 80)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    #expect(try lidctl("status").output.contains("the last display or the dock went"))
  }

  /// cosmic-comp#19.
  @Test func leavesAClosedLidAloneAtADisplay() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    try rig.set(.lid, true)
    #expect(try lidctl("on").code == 0)
    #expect(try holds())
    sleep(for: .seconds(1))
    #expect(try !rig.isLocked())
    // Without a display a lid that is closed already is locked.
    try rig.set(.lid, false)
    #expect(try lidctl("off").code == 0)
    try rig.set(externalDisplay: false)
    #expect(try lidctl("on", "--only", "ac").code == 0)
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
  }

  @Test func isActiveOnlyWithoutADisplay() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    let on = try lidctl("on", "--unless", "external-display")
    #expect(
      on.output
        == "inactive now (an external display is in use); once active, closing the lid locks the "
        + "screen, and nothing else\n")
    try rig.set(.lid, true)
    sleep(for: .milliseconds(800))
    #expect(try !rig.isLocked())
    let before = rig.suspends
    try rig.set(externalDisplay: false)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.suspends == before)
  }

  @Test func changesNothingWhenItRefuses() throws {
    #expect(try lidctl("on", "--until", "00:00", "--min-battery", "10").code == 0)
    let before = try lidctl("status", "--json").output
    let file = try rig.root("cat /run/home/.config/detour/lid.conf")
    for words in [
      ["--pid", "999999"], ["--on-close", "lcok"], ["--only", "moon"], ["--then", "nap"],
      ["--bag", "soon"], ["--only", "ac,battery"],
    ] {
      let outcome = try rig.run(["lidctl", "on"] + words)
      #expect(outcome.code != 0 && !outcome.error.isEmpty, "\(words): \(outcome)")
      #expect(try lidctl("status", "--json").output == before)
      #expect(try rig.root("cat /run/home/.config/detour/lid.conf") == file)
    }
    #expect(try holds())
  }

  /// What ends by itself does so although another call was refused meanwhile.
  @Test func endsInTimeAlthoughACallWasRefused() throws {
    #expect(try lidctl("on", "--for", "3s").code == 0)
    #expect(try lidctl("on", "--pid", "999999").code == 1)
    #expect(try holds())
    #expect(try eventually { try lidctl("status").code == 3 })
    #expect(try !holds())
  }

  @Test(arguments: ["lcok", "suspend", "hibernate", "/nowhere/to/be/found"])
  func refusesAWordThatIsNoProgram(word: String) throws {
    let outcome = try lidctl("on", "--on-close", word)
    #expect(outcome.code == 2)
    #expect(outcome.error.contains("is not lock, blank or nothing, and there is no such program"))
    #expect(try !holds())
  }

  @Test func suspendsWhenItsCommandFails() throws {
    #expect(try lidctl("on", "--on-close", "exit 3").code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try lidctl("status").output.contains("the command failed with 3"))
    try rig.set(.lid, false)
    #expect(try eventually { try holds() })
  }

  @Test(arguments: [
    "VGA-1", "DVI-I-1", "DVI-D-1", "DVI-A-1", "Composite-1", "SVIDEO-1", "Component-1", "DIN-1",
    "DP-1", "HDMI-A-2", "HDMI-B-1", "TV-1", "eDP-1", "LVDS-1", "DSI-1", "Virtual-1", "USB-1",
    "Unknown-1", "SPI-1", "DPI-1",
  ])
  func agreesWithLogindAboutDisplays(connector: String) throws {
    let name = "card0-\(connector)"
    let place = "/sys/devices/virtual/drm/card0/\(name)"
    try rig.set(externalDisplay: true)
    try rig.root(
      """
      mkdir -p \(place)
      printf 'DEVTYPE=drm_connector\n' >\(place)/uevent
      echo connected >\(place)/status
      echo enabled >\(place)/enabled
      ln -sfn /sys/class/drm \(place)/subsystem
      ln -sfn \(place) /sys/class/drm/\(name)
      rm -rf /sys/devices/virtual/drm/card0/card0-HDMI-A-1 /sys/class/drm/card0-HDMI-A-1
      """)
    defer { _ = try? rig.root("rm -rf \(place) /sys/class/drm/\(name)") }
    let docked = try rig.property("Docked") == "b true"
    let on = try lidctl("on", "--only", "external-display")
    #expect(on.output.hasPrefix("closing the lid") == docked, "\(on)")
  }

  @Test func saysWhatLogindListsWithoutASessionBus() throws {
    #expect(try lidctl("on").code == 0)
    let variables = ["DBUS_SESSION_BUS_ADDRESS": nil, "XDG_RUNTIME_DIR": nil] as [String: String?]
    let outcome = try rig.run(
      ["env", "-u", "DBUS_SESSION_BUS_ADDRESS", "-u", "XDG_RUNTIME_DIR", "lidctl", "status"],
      in: .system, variables: variables)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("cannot be asked from here: there is no session bus"))
    #expect(outcome.output.contains("active: process "))
    #expect(!outcome.output.contains("off: run lidctl on"))
  }

  @Test func saysWhatItRemembers() throws {
    #expect(try lidctl("on", "--only", "ac").code == 0)
    #expect(try lidctl("off").code == 0)
    try rig.set(mains: false, battery: 80)
    #expect(
      try lidctl("on").output.hasSuffix(
        "  remembered from before: --only ac (--defaults starts without)\n"))
    #expect(
      try lidctl("on", "--defaults").output
        == "closing the lid locks the screen, and nothing else\n")
  }

  @Test func holdsWithAHomeThatCannotBeWritten() throws {
    let home = try rig.run(
      [
        "env", "XDG_CONFIG_HOME=/proc/nowhere", "XDG_STATE_HOME=/proc/nowhere", "lidctl", "on",
      ])
    #expect(home.code == 0)
    #expect(home.output == "closing the lid locks the screen, and nothing else\n")
    #expect(home.error.hasPrefix("lidctl: this holds now, but will not be remembered: "))
    #expect(try holds())
  }

  @Test func holdsWithoutAHome() throws {
    let on = try rig.run(["env", "-u", "HOME", "-u", "XDG_CONFIG_HOME", "lidctl", "on"])
    #expect(on.code == 0)
    #expect(
      on.error.hasPrefix(
        "lidctl: this holds now, but will not be remembered: /.config/detour/lid.conf cannot be"),
      "\(on)")
    #expect(try holds())
  }

  @Test func namesAnotherProgramThatHandlesTheLid() throws {
    let other = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch", "--who=PowerDevil",
      "--why=KDE handles power events", "sleep", "60",
    ])
    defer { other.stop() }
    #expect(try eventually { try rig.inhibitors().contains { $0.contains("PowerDevil") } })
    #expect(try lidctl("status").output.hasPrefix("closing the lid: PowerDevil decides\n"))
    let on = try lidctl("on")
    #expect(on.code == 0)
    #expect(on.error.hasPrefix("lidctl: PowerDevil handles the lid, too, and may suspend"))
  }

  @Test func sleepsWhenForgottenInABag() throws {
    let seen = try rig.start([Support.rig("notifications.py")])
    defer { seen.stop() }
    try seen.ready { seen.output.hasPrefix("ready") }
    try rig.set(mains: false, battery: 80)
    #expect(try lidctl("on", "--on-close", "nothing", "--bag", "2s").code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    #expect(eventually { rig.suspends > before })
    #expect(try lidctl("status").output.contains("inactive now: closed on battery for 2s"))
    #expect(!seen.output.contains("Lid lock released"))
    try rig.set(.lid, false)
    #expect(eventually { seen.output.contains("it was closed on battery for 2s") })
    #expect(try eventually { try holds() })
  }

  @Test func sleepsWhenItGetsHot() throws {
    try rig.root(
      """
      mkdir -p /sys/class/thermal/thermal_zone0
      echo 91000 >/sys/class/thermal/thermal_zone0/temp
      """)
    defer { _ = try? rig.root("rm -rf /sys/class/thermal") }
    #expect(try lidctl("on", "--on-close", "nothing", "--max-temperature", "85").code == 0)
    #expect(try holds())
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try lidctl("status").output.contains("the machine is at 91 °C (limit 85 °C)"))
  }

  @Test func sleepsLaterAndRunsACommandOnOpening() throws {
    try rig.root("rm -f /tmp/lid-opened")
    #expect(
      try lidctl(
        "on", "--on-close", "nothing", "--then", "suspend", "--after", "ac:2s", "--on-open",
        "touch /tmp/lid-opened"
      ).code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
    #expect(try eventually { try rig.root("ls /tmp/lid-opened 2>&1 || :") == "/tmp/lid-opened\n" })
  }

  @Test func suspendsAfterACommand() throws {
    let before = rig.suspends
    let outcome = try lidctl("run", "--then", "suspend", "--", "sh", "-c", "exit 7")
    #expect(outcome.code == 7)
    #expect(eventually { rig.suspends > before })
    #expect(try lidctl("run", "--then", "nap", "--", "true").code == 2)
  }

  @Test func triesTheLidAndTheLock() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    let table = try lidctl("test", "--no-switch", "--no-lock")
    #expect(
      table == Outcome(output: "on battery: suspend\non external power: suspend\ndocked: nothing\n")
    )
    let trial = try rig.start(["lidctl", "test", "--timeout", "20s"])
    try trial.ready { trial.error.contains("close the lid now") }
    let before = rig.suspends
    try rig.set(.lid, true)
    try trial.ready { trial.error.contains("open the lid now") }
    try rig.set(.lid, false)
    #expect(eventually { trial.output.contains("lid: it moves, and logind sees it\n") })
    #expect(eventually { trial.output.contains("screen: it locks, by ") })
    #expect(try rig.isLocked())
    #expect(rig.suspends == before)
  }

  /// A real logind takes the drop-in.
  @Test func printsADropInThatLogindTakes() throws {
    let text = try lidctl("system", "--on-battery", "hibernate").output
    let rig = try LoginRig(settings: text)
    #expect(try rig.property("HandleLidSwitch") == "s \"hibernate\"")
    #expect(try rig.property("HandleLidSwitchExternalPower") == "s \"lock\"")
    #expect(try rig.property("HandleLidSwitchDocked") == "s \"ignore\"")
    #expect(try lidctl("system", "--on-close", "party").code == 2)
  }

  /// A machine whose kernel has no lid, and no UPower that says otherwise.
  @Test func refusesAMachineWithoutALid() throws {
    let rig = try LoginRig(upower: false)
    try rig.root("for mask in /sys/class/input/*/device/capabilities/sw; do echo 0 >$mask; done")
    let on = try rig.run(["lidctl", "on"])
    #expect(
      on
        == Outcome(
          error: "lidctl: this machine has no lid that the kernel knows of: there is nothing to "
            + "hold\n", code: 1))
    #expect(try !rig.inhibitors().contains { $0.contains("lid") })
    #expect(try rig.root("ls /run/home/.config/detour/lid.conf 2>&1 || :").contains("No such file"))
  }

  @Test func refusesSudoAndSaysWhy() throws {
    let outcome = try rig.run(["env", "SUDO_UID=1000", "lidctl", "on"], as: 0)
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("run lidctl without sudo"))
  }

  @Test func saysWhatWorksOverSSH() throws {
    let outcome = try rig.run(["lidctl", "run", "--", "true"], in: .system)
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("from here lidctl on --pid $$ works"))
  }
}
