import ArgumentParser
import Login
import Tool

/// Stops the service from starting with the session.
struct DisableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: "Undoes enable: lidctl no longer starts at login.",
    discussion: "A lock that is held now stays held: lidctl off releases it.")

  func run() throws {
    try Context.autostart().disable()
    try write("disabled for future logins\n")
  }
}
