import ArgumentParser
import Login
import System
import Tool

/// Has the holder start with each session.
struct EnableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Hold the lid from now on, and from the start of each session.",
    discussion: """
      With a service manager of the user's (systemd) the unit detour-lid.service is enabled, \
      without one an autostart entry is written. With options it is as lidctl on has them.
      """)

  @OptionGroup var wishes: LidOptions

  func validate() throws {
    guard wishes.term.isEmpty else {
      throw ValidationError("What starts with each session has no end: use lidctl on for that.")
    }
  }

  func run() throws {
    try keep(wishes)
    switch try Context.startup().enable() {
    case .unit: try write("and so it does from the start of each session (\(Autostart.unit))\n")
    case .autostart(let path):
      try write("and so it does from the start of each session (\(path))\n")
    }
  }
}

/// Has it not start any more.
struct DisableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Do not hold the lid from the start of a session.",
    discussion: "What is held now stays held: lidctl off lets go of it.")

  func run() throws {
    try Context.startup().disable()
    try write("the lid is not held from the start of a session any more\n")
  }
}

extension Context {
  static func startup() throws -> Autostart {
    let program = try String(decoding: target(ofLink: "/proc/self/exe"), as: UTF8.self)
    let directory = Directories().configuration
    return Autostart(
      try session(), configuration: String(directory.dropLast("/detour".count)), program: program)
  }
}
