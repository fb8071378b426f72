import Foundation
import Support
import System
import Testing

/// What people reported of lids: what is chosen and remembered, and machines that must sleep.
@Suite(.serialized) struct LidctlReportTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.set(mains: true, battery: 80)
  }

  @discardableResult
  private func lidctl(_ words: String...) throws -> Outcome { try rig.run(["lidctl"] + words) }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") && $0.contains("handle-lid-switch") }
  }

  /// Closes the lid, and gives the time until the machine is told to suspend.
  private func timeToSuspend() throws -> Duration {
    let before = rig.suspends
    let clock = ContinuousClock()
    return try clock.measure {
      try rig.set(.lid, true)
      #expect(eventually { rig.suspends > before })
    }
  }

  @Test func `changes nothing when it refuses`() throws {
    #expect(try lidctl("on", "--until", LoginRig.later, "--min-battery", "10").code == 0)
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
  @Test func `ends in time although a call was refused`() throws {
    let begin = Clock.bootTime
    #expect(try lidctl("on", "--for", "3s").code == 0)
    #expect(try lidctl("on", "--pid", "999999").code == 1)
    #expect(try holds() || Clock.bootTime - begin >= 3)
    #expect(try eventually { try lidctl("status").code == 3 })
    #expect(try eventually { try !holds() })
  }

  @Test(arguments: ["lcok", "suspend", "hibernate", "/nowhere/to/be/found"])
  func `refuses a word that is no program`(word: String) throws {
    let outcome = try lidctl("on", "--on-close", word)
    #expect(outcome.code == 2)
    #expect(outcome.error.contains("is not lock, blank or nothing, and there is no such program"))
    #expect(try !holds())
  }

  @Test func `suspends when its command fails`() throws {
    #expect(try lidctl("on", "--on-close", "exit 3").code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try lidctl("status").output.contains("the command failed with 3"))
    try rig.set(.lid, false)
    #expect(try eventually { try holds() })
  }

  @Test func `says what it remembers`() throws {
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

  @Test func `holds with a home that cannot be written`() throws {
    let home = try rig.run(
      [
        "env", "XDG_CONFIG_HOME=/proc/nowhere", "XDG_STATE_HOME=/proc/nowhere", "lidctl", "on",
      ])
    #expect(home.code == 0)
    #expect(home.output == "closing the lid locks the screen, and nothing else\n")
    #expect(home.error.hasPrefix("lidctl: this holds now, but will not be remembered: "))
    #expect(try holds())
  }

  @Test(arguments: [("rw", "No space left on device"), ("ro", "Read-only file system")])
  func `holds with a home that is full or read-only`(mode: String, reason: String) throws {
    try rig.root(
      """
      mkdir -p /run/full
      mount -t tmpfs -o size=4k,mode=777 none /run/full
      head -c 4096 /dev/zero >/run/full/filler
      mount -o remount,\(mode) /run/full
      """)
    defer { _ = try? rig.root("umount /run/full") }
    let on = try rig.run([
      "env", "XDG_CONFIG_HOME=/run/full", "XDG_STATE_HOME=/run/full", "lidctl", "on",
    ])
    #expect(on.code == 0)
    #expect(on.output == "closing the lid locks the screen, and nothing else\n")
    #expect(on.error.contains("this holds now, but will not be remembered: "), "\(on)")
    #expect(on.error.contains(reason), "\(on)")
    #expect(try holds())
  }

  @Test func `holds without a home`() throws {
    let on = try rig.run(["env", "-u", "HOME", "-u", "XDG_CONFIG_HOME", "lidctl", "on"])
    #expect(on.code == 0)
    #expect(
      on.error.hasPrefix(
        "lidctl: this holds now, but will not be remembered: /.config/detour/lid.conf cannot be"),
      "\(on)")
    #expect(try holds())
  }

  @Test func `sleeps when forgotten in a bag`() throws {
    let seen = try rig.start([Support.rig("notifications.py")])
    defer { seen.stop() }
    try seen.ready { seen.output.hasPrefix("ready") }
    try rig.set(mains: false, battery: 80)
    #expect(try lidctl("on", "--on-close", "nothing", "--bag", "2s").code == 0)
    #expect(try timeToSuspend() >= .seconds(2))
    #expect(try lidctl("status").output.contains("inactive now: closed on battery for 2s"))
    #expect(!seen.output.contains("Lid lock released"))
    try rig.set(.lid, false)
    #expect(eventually { seen.output.contains("it had been closed on battery for 2s") })
    #expect(try eventually { try holds() })
  }

  /// While somebody else holds the lid logind does nothing once we let go of it.
  @Test(arguments: [
    (["--on-close", "nothing", "--bag", "1s"], "it had been closed on battery for 1s"),
    (["--on-close", "lock"], "The lid lock was released, so that the machine suspends."),
  ])
  func `sleeps though somebody else holds the lid`(options: [String], words: String) throws {
    let seen = try rig.start([Support.rig("notifications.py")])
    defer { seen.stop() }
    try seen.ready { seen.output.hasPrefix("ready") }
    let other = try rig.start(["lidctl", "run", "--", "sleep", "600"])
    defer { other.stop() }
    try other.ready { try rig.inhibitors().contains { $0.contains("sleep 600") } }
    try rig.set(mains: false, battery: 80)
    #expect(try rig.run(["lidctl", "on"] + options).code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
    #expect(eventually { seen.output.contains(words) }, "\(seen.output)")
  }

  /// In a dock the machine is in use, and stays awake: somebody else's lock keeps logind from acting.
  @Test func `does not say that it sleeps while somebody else holds the lid in a dock`() throws {
    let rig = try LoginRig(settings: "HandleLidSwitchDocked=suspend")
    let seen = try rig.start([Support.rig("notifications.py")])
    try seen.ready { seen.output.hasPrefix("ready") }
    let other = try rig.start(["lidctl", "run", "--", "sleep", "600"])
    try other.ready { try rig.inhibitors().contains { $0.contains("sleep 600") } }
    try rig.set(.dock, true)
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    try rig.set(.lid, true)
    #expect(eventually { seen.output.contains("The machine stays awake, open to everybody.") })
    #expect(rig.staysAwake())
    withExtendedLifetime((seen, other)) {}
  }

  /// The file has a line for each, and a message separates its parts by such characters.
  @Test func `takes no control characters`() throws {
    for option in ["--on-close", "--on-open"] {
      for character in ["\r", "\u{1f}", "\u{7f}"] {
        let outcome = try lidctl("on", option, "true\(character)")
        #expect(outcome.code != 0 && !outcome.error.isEmpty, "\(outcome)")
        #expect(try !holds())
      }
    }
    #expect(try lidctl("on", "--on-close", "true\t1").code == 0)
    #expect(try lidctl("off").code == 0)
    #expect(try lidctl("on").code == 0)
  }

  @Test func `sleeps when it gets hot`() throws {
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

  @Test func `sleeps later and runs a command on opening`() throws {
    #expect(
      try lidctl(
        "on", "--on-close", "nothing", "--then", "suspend", "--after", "ac:2s", "--on-open",
        "touch /run/home/opened"
      ).code == 0)
    #expect(try timeToSuspend() >= .seconds(2))
    try rig.set(.lid, false)
    #expect(
      try eventually { try rig.root("ls /run/home/opened 2>&1 || :") == "/run/home/opened\n" })
  }
}
