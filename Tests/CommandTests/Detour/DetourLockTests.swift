import Support
import Testing

/// What keeps the screen from being locked, with a real GNOME Shell under a real logind.
@Suite(.serialized) struct DetourLockTests {
  private static let shared = Result {
    let rig = try LoginRig(services: systemServices, commands: ["detour"])
    return (rig: rig, shell: try rig.startShell())
  }
  private let rig: LoginRig

  /// Opens the screen, with the settings that it has at first.
  init() throws {
    rig = try Self.shared.get().rig
    try rig.reset()
    _ = try rig.evaluate("Main.screenShield.deactivate(false)")
    try rig.shell(
      """
      gsettings reset org.gnome.desktop.screensaver lock-enabled
      gsettings reset org.gnome.desktop.lockdown disable-lock-screen
      """)
    let rig = rig
    #expect(try eventually { try rig.evaluate("Main.screenShield.locked").contains("false") })
  }

  /// A real GNOME Shell locks before the machine sleeps, when its setting lets it.
  @Test func `the screen is locked after sleep once fixed`() throws {
    let setting = ["org.gnome.desktop.screensaver", "lock-enabled"]
    #expect(try rig.run(["gsettings", "set"] + setting + ["false"]).code == 0)
    let check = try rig.run(["detour", "check", "resumes-unlocked"])
    #expect(check.code == 1)
    func sleep() throws {
      let before = rig.suspends
      try rig.root(
        """
        busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
          Suspend b false
        """)
      #expect(eventually { rig.suspends > before })
      #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    }
    try sleep()
    #expect(try !rig.isLocked())
    let fix = try rig.run(["detour", "fix", "resumes-unlocked", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    try sleep()
    #expect(try eventually { try rig.isLocked() })
    #expect(try rig.run(["detour", "undo", "resumes-unlocked"]).code == 0)
    #expect(try rig.run(["gsettings", "get"] + setting).output == "false\n")
  }

  /// With the lock screen locked down a real GNOME Shell locks for nobody, and lidctl says so.
  @Test func `says that nothing can lock`() throws {
    let setting = ["org.gnome.desktop.lockdown", "disable-lock-screen"]
    let reason = "\n  nothing can lock the screen: \(setting.joined(separator: " ")) is true; "
    func lidctl(_ words: String...) throws -> Outcome {
      try rig.run(["lidctl"] + words, variables: ["XDG_CURRENT_DESKTOP": "GNOME"])
    }
    #expect(try rig.run(["gsettings", "set"] + setting + ["true"]).code == 0)
    let on = try lidctl("on")
    #expect(
      on.output.hasPrefix("closing the lid cannot lock the screen, and follows the system setting"))
    #expect(on.output.contains(reason), "\(on)")
    #expect(try lidctl("on", "--if-lock-fails", "alarm").output.contains("and leaves it open"))
    let status = try lidctl("status")
    #expect(status.output.hasPrefix("closing the lid cannot lock the screen, "), "\(status)")
    #expect(status.output.contains(reason))
    #expect(try lidctl("status", "--json").output.contains(#""lockDisabled":true"#))
    #expect(try lidctl("on", "--if-lock-fails", "suspend").code == 0)
    // As it says.
    let before = rig.suspends
    try rig.set(.lid, true)
    let hasSlept = eventually { rig.suspends > before }
    let after = try lidctl("status")
    #expect(hasSlept, "\(after)")
    #expect(try !rig.isLocked())
    try rig.set(.lid, false)
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })

    #expect(try rig.run(["detour", "fix", "resumes-unlocked", "--yes"]).code == 0)
    #expect(try lidctl("on").output.hasPrefix("closing the lid locks the screen, and nothing else"))
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(try rig.run(["detour", "undo", "resumes-unlocked"]).code == 0)
    #expect(try lidctl("status").output.contains(reason))
  }

  /// Mesa takes the home of passwd(5) for its cache, whatever `HOME` says.
  @Test func `the Shell of a test leaves no shaders in a home`() throws {
    let cache = try rig.root("ls -A /run/home/.cache 2>/dev/null || :")
    #expect(!cache.contains("mesa"), "\(cache)")
    let shell = try #require(try rig.root("pidof gnome-shell").split(separator: " ").first)
    let variables = try rig.root("tr '\\0' '\\n' </proc/\(shell.filter(\.isNumber))/environ")
    let folder = try #require(
      variables.split(separator: "\n").first { $0.hasPrefix("MESA_SHADER_CACHE_DIR=") }?
        .split(separator: "=").last)
    #expect(try rig.root("ls -A '\(folder)'").contains("mesa"))
  }
}
