import ArgumentParser
import System
import Tool

/// The unit of systemd's user manager that runs the guard: systemd.service(5).
struct GuardUnit {
  static let name = "detour-guard.service"

  let path: String

  /// - Throws: ``Problem`` where it is not known where units are.
  init() throws {
    let base = set("XDG_CONFIG_HOME") ?? set("HOME").map { $0 + "/.config" }
    guard let base, base.hasPrefix("/") else {
      throw Problem("neither HOME nor XDG_CONFIG_HOME says where the user's units are")
    }
    path = "\(base)/systemd/user/\(Self.name)"
  }

  static func text(program: String) -> String {
    // In a unit a percent sign and a quotation mark mean something.
    var word = ""
    for character in program {
      switch character {
      case "%": word += "%%"
      case "\\", "\"": word += "\\\(character)"
      case "$": word += "$$"
      default: word.append(character)
      }
    }
    return """
      # Written by detour guard install; detour guard remove takes it away.
      [Unit]
      Description=Keeps windows from covering the desktop when the screen is unlocked
      PartOf=graphical-session.target
      After=graphical-session.target

      [Service]
      ExecStart="\(word)" guard run
      Restart=on-failure
      RestartSec=5

      [Install]
      WantedBy=graphical-session.target

      """
  }

  /// Asks the user manager for something.
  static func manager(_ words: String...) throws {
    let child: Child
    do throws(Errno) {
      child = try Child(["systemctl", "--user"] + words, input: .none, output: .none, error: .none)
    } catch {
      throw Problem("systemctl: \(error)")
    }
    guard let end = try child.wait(until: .after(.seconds(20))) else {
      try child.send(.kill)
      throw Problem("systemd's user manager does not answer")
    }
    guard end.code == 0 else {
      throw Problem(
        "systemctl --user \(words.joined(separator: " ")) failed: is there a user manager?")
    }
  }
}

struct GuardInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Runs the guard now and in each session to come.")

  func run() throws {
    let unit = try GuardUnit()
    guard let program = realPath(of: "/proc/self/exe") else {
      throw Problem("the path of this program is not known")
    }
    guard (try? System::Status(of: unit.path)) == nil else {
      throw Problem("\(unit.path) is there already: detour guard remove takes it away")
    }
    guard let slash = unit.path.lastIndex(of: "/") else { return }
    do throws(Errno) {
      try makeDirectories(String(unit.path[..<slash]))
      let file = try FileDescriptor(
        opening: unit.path, [.writeOnly, .create, .exclusive], mode: 0o644)
      try file.writeAll(Array(GuardUnit.text(program: program).utf8))
    } catch {
      throw Problem("\(unit.path): \(error)")
    }
    do {
      try GuardUnit.manager("daemon-reload")
      try GuardUnit.manager("enable", "--now", GuardUnit.name)
    } catch {
      // Nothing half done.
      try? remove(unit.path)
      throw error
    }
    try write("wrote \(visible(unit.path)); the guard runs\n")
  }
}

struct GuardRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Ends the guard, and removes its unit.")

  func run() throws {
    let unit = try GuardUnit()
    guard (try? System::Status(of: unit.path)) != nil else {
      throw Problem("there is no guard: \(unit.path) is not there")
    }
    // The file has to go also where the manager is not there to be told.
    let told = Result { try GuardUnit.manager("disable", "--now", GuardUnit.name) }
    do throws(Errno) {
      try remove(unit.path)
    } catch {
      throw Problem("\(unit.path): \(error)")
    }
    try told.get()
    try GuardUnit.manager("daemon-reload")
  }
}
