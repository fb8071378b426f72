import ArgumentParser
import Quirks
import System
import Tool

struct GuardInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Runs the guard now and in each session to come.",
    discussion: """
      It is a unit of systemd's user manager; detour status lists it.
      """)

  func run() throws {
    let context = QuirkContext.current
    guard context.canGuard else { throw GuardRun.untold }
    try runFix("guard", GuardUnit(context).changes, dryRun: false, yes: true)
  }
}

struct GuardRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Ends the guard, and removes its unit.")

  func run() throws {
    let unit = GuardUnit(.current)
    let state = Directories().state
    // It is there by detour guard install, or by detour fix unlock-blocked.
    let entry = try Journal(in: state).entries.last { entry in
      entry.records.contains { $0.change.action == unit.installation.action }
    }
    guard let entry else {
      throw CommandError("there is no guard that detour installed: \(visible(unit.path))")
    }
    try undo(entry.name, force: false)
  }
}
