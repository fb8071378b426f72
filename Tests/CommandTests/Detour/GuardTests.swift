import Foundation
import Support
import System
import Testing

/// A real X server, with a stand-in for the screen saver or a whole GNOME Shell.
@Suite struct GuardTests {
  /// The windows of the server, the topmost first, as xwininfo(1) shows them.
  static func order(_ server: VirtualDisplay) throws -> [UInt32] {
    try run(["xwininfo", "-root", "-children"], variables: server.variables).output
      .split(separator: "\n").compactMap { line in
        let word = line.split(separator: " ").first ?? ""
        return word.hasPrefix("0x") ? UInt32(word.dropFirst(2), radix: 16) : nil
      }
  }

  @Test func `lowers what covers the desktop while locked`() throws {
    let server = try VirtualDisplay()
    let saver = try Saver()
    let client = try XClient(server)
    let plain = try client.window()
    try client.map(plain)
    let cover = try client.openCover()
    let small = try client.window(width: 50, height: 50, overrideRedirect: true)
    try client.set("WM_CLASS", of: small, type: "STRING", Array("tip\0Tip\0".utf8))
    try client.map(small)
    #expect(try Self.order(server) == [small, cover, plain])

    let guarding = try Background(
      [product("detour"), "guard"],
      variables: saver.variables(on: server))
    // It subscribes before it asks whether the screen is locked now.
    #expect(try eventually { try saver.isHeard() })
    let lowered = try eventually {
      try saver.tell(isActive: true)
      sleep(for: .milliseconds(300))
      return !guarding.output.isEmpty
    }
    #expect(lowered)
    let line = "lowered Rest, window 0x\(String(cover, radix: 16))\n"
    #expect(guarding.output == line)
    #expect(try Self.order(server) == [small, plain, cover])

    // It comes up as the screen is unlocked: the guard hears of it afterwards.
    kill(guarding.process, SIGSTOP)
    #expect(
      try run(["xdotool", "windowraise", "\(cover)"], variables: server.variables).code == 0)
    #expect(try Self.order(server) == [cover, small, plain])
    try saver.tell(isActive: false)
    kill(guarding.process, SIGCONT)
    #expect(try eventually { try Self.order(server) == [small, plain, cover] })
    #expect(eventually { guarding.output == line + line })
  }

  /// One that is below all others is left alone, though nothing hides it.
  @Test func `lowers nothing that is the lowest`() throws {
    let server = try VirtualDisplay()
    let saver = try Saver()
    try saver.call("\(Saver.name) SetActive b true")
    let client = try XClient(server)
    let tip = try client.window(width: 50, height: 50, overrideRedirect: true)
    try client.map(tip)
    let covers = try [client.openCover(), client.openCover()]
    let guarding = try Background(
      [product("detour"), "guard"], variables: saver.variables(on: server))
    try guarding.ready { try Self.order(server).first == tip }
    let lines = Set(covers.map { "lowered Rest, window 0x\(String($0, radix: 16))" })
    try guarding.ready { Set(guarding.output.split(separator: "\n").map(String.init)) == lines }
    // It looks each second.
    sleep(for: .seconds(3))
    #expect(guarding.output.filter { $0 == "\n" }.count == 2)
  }

  /// A screen saver and an X server that are busy are asked again.
  @Test func `waits for what is silent`() throws {
    let server = try VirtualDisplay()
    let saver = try Saver()
    try saver.call("\(Saver.name) SetActive b true")
    let client = try XClient(server)
    try client.map(client.window())
    let cover = try client.openCover()

    kill(saver.process, SIGSTOP)
    let guarding = try Background(
      [product("detour"), "guard"], variables: saver.variables(on: server))
    try guarding.ready { try saver.isHeard() }
    // Longer than it waits for the first answer.
    sleep(for: .seconds(3))
    kill(server.process, SIGSTOP)
    kill(saver.process, SIGCONT)
    let said = "detour: the X server does not answer; trying again each second\n"
    try guarding.ready { guarding.error == said }
    kill(server.process, SIGCONT)
    try guarding.ready {
      guarding.output == "lowered Rest, window 0x\(String(cover, radix: 16))\n"
    }
    #expect(guarding.error == said)
  }

  /// What covers the desktop while the screen of a real shell is locked is below all others once it
  /// is unlocked.
  @Test func `lowers what covers a real Shell`() throws {
    let rig = try LoginRig(services: systemServices)
    try shell("cp '\(product("detour"))' '\(rig.commands)/detour'")
    let server = try VirtualDisplay()
    let programs = try rig.startShell(on: server)
    let guarding = try rig.start(
      ["env", "DISPLAY=\(server.name)", "XDG_SESSION_TYPE=x11", "detour", "guard"])
    try guarding.ready {
      try rig.shell("busctl --user --no-legend list --unique").contains("detour")
    }
    try rig.shell("loginctl lock-session c1")
    #expect(try eventually { try rig.isLocked() })

    // It comes while nobody can see the screen.
    let client = try XClient(server)
    let cover = try client.openCover()
    let line = "lowered Rest, window 0x\(String(cover, radix: 16))\n"
    #expect(eventually { guarding.output.hasPrefix(line) })
    #expect(try eventually { try Self.order(server).last == cover })

    _ = try rig.evaluate("Main.screenShield.deactivate(false)")
    #expect(try eventually { try !rig.isLocked() })
    #expect(try eventually { try Self.order(server).last == cover })
    // As often as the shell brought it up again.
    #expect(Set(guarding.output.split(separator: "\n")) == [line.dropLast()])
    withExtendedLifetime(programs) {}
  }

  /// Each desktop's own screen saver tells; where none does nothing would be guarded.
  @Test func `hears other desktops' screen savers`() throws {
    let server = try VirtualDisplay()
    let bus = try PrivateBus()
    let home = try Scratch()
    let variables = server.variables.merging([
      "DBUS_SESSION_BUS_ADDRESS": bus.address, "XDG_SESSION_TYPE": nil, "HOME": home.path,
      "XDG_CURRENT_DESKTOP": "X-Cinnamon", "XDG_CONFIG_HOME": nil, "XDG_STATE_HOME": nil,
    ]) { $1 }
    for words in [["guard"], ["guard", "install"]] {
      let untold = try run([product("detour")] + words, variables: variables)
      #expect(untold.code == 1 && untold.output == "", "\(untold)")
      #expect(
        untold.error.hasPrefix("detour: there is no screen saver on the session bus that tells"))
    }
    let client = try XClient(server)
    let cover = try client.openCover()
    let check = try run([product("detour"), "check", "unlock-blocked"], variables: variables)
    #expect(check.code == 1 && !check.output.contains("detour fix"), "\(check)")

    let name = "org.cinnamon.ScreenSaver"
    let saver = try Background(
      ["/usr/bin/python3", rig("screen-saver.py"), name], variables: variables)
    try saver.ready { saver.output.hasPrefix("ready") }
    let advised = try run([product("detour"), "check", "unlock-blocked"], variables: variables)
    #expect(advised.output.contains("detour fix unlock-blocked"), "\(advised)")
    let guarding = try Background([product("detour"), "guard"], variables: variables)
    let line = "lowered Rest, window 0x\(String(cover, radix: 16))\n"
    // It subscribes before it asks whether the screen is locked now.
    try guarding.ready {
      try shell("busctl --address=\(bus.address) --no-legend list --unique").contains("detour")
    }
    #expect(guarding.output == "")
    let plain = try client.window()
    try client.map(plain)
    try run(["xdotool", "windowraise", "\(cover)"], variables: server.variables)
    try shell("busctl --address=\(bus.address) call \(name) /org/cinnamon/ScreenSaver \(name) Lock")
    #expect(eventually { guarding.output == line })
    #expect(try Self.order(server) == [plain, cover])
  }

  /// A missing user manager leaves no unit behind.
  @Test func `installs all or nothing`() throws {
    let scratch = try Scratch()
    let nowhere: [String: String?] = [
      "HOME": scratch.path, "XDG_CONFIG_HOME": nil, "XDG_RUNTIME_DIR": scratch.path("run"),
      "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    ]
    let install = try run([product("detour"), "guard", "install"], variables: nowhere)
    #expect(install.code == 1)
    #expect(
      install.error.hasPrefix(
        "detour: could not run systemctl --user enable --now detour-guard.service: "))
    #expect(install.error.hasSuffix("; nothing was changed\n"))
    #expect(install.error.filter { $0 == "\n" }.count == 1)
    let unit = scratch.path(".config/systemd/user/detour-guard.service")
    #expect(!FileManager.default.fileExists(atPath: unit))
    let remove = try run([product("detour"), "guard", "remove"], variables: nowhere)
    #expect(
      remove
        == Outcome(error: "detour: there is no guard that detour installed: \(unit)\n", code: 1))
    let status = try run([product("detour"), "status"], variables: nowhere)
    #expect(status == Outcome(output: "detour has changed nothing\n"))
  }
}

/// A stand-in for the screen saver of GNOME, on a bus of its own.
private struct Saver {
  static let name = "org.gnome.ScreenSaver"

  private let bus: PrivateBus
  private let program: Background

  init() throws {
    let bus = try PrivateBus()
    program = try Background(
      ["/usr/bin/python3", "-m", "dbusmock", "--session", "--template", "gnome_screensaver"],
      variables: ["DBUS_SESSION_BUS_ADDRESS": bus.address])
    self.bus = bus
    try program.ready {
      try run(["busctl", "--address=\(bus.address)", "status", Self.name]).code == 0
    }
  }

  var process: Int32 { program.process }

  /// What a program of this session on X11 has in its environment.
  func variables(on server: VirtualDisplay) -> [String: String?] {
    server.variables.merging([
      "DBUS_SESSION_BUS_ADDRESS": bus.address, "XDG_SESSION_TYPE": nil,
    ]) { $1 }
  }

  /// Calls a method of its object: its interface, its name, and its arguments as busctl(1) has them.
  func call(_ words: String) throws {
    try shell("busctl --address=\(bus.address) call \(Self.name) /org/gnome/ScreenSaver \(words)")
  }

  /// Says that the screen is locked, or unlocked.
  func tell(isActive: Bool) throws {
    try call(
      "org.freedesktop.DBus.Mock EmitSignal sssav \(Self.name) ActiveChanged b 1 b \(isActive)")
  }

  /// Whether detour is on its bus.
  func isHeard() throws -> Bool {
    try shell("busctl --address=\(bus.address) --no-legend list --unique").contains("detour")
  }
}
