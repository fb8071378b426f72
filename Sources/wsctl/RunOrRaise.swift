import ArgumentParser
import System
import Tool
import Windows

struct RunOrRaiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run-or-raise",
    abstract: "Activates a window, or runs a program when there is none.",
    discussion: """
      Of several windows the uppermost one of the current workspace comes first, else the uppermost \
      of all; when one of them is active already, it is the turn of the next. The program runs on \
      its own, without a terminal.

      Examples:
        wsctl run-or-raise class=firefox -- firefox
        wsctl run-or-raise title=/^mutt/ -- xterm -T mutt -e mutt
      """)

  @Argument(help: "Which window.", completion: .windows)
  var window: String

  @Argument(parsing: .postTerminator, help: "The program and its arguments, after --.")
  var command: [String] = []

  @OptionGroup var verifying: Verifying

  func run() throws {
    guard !command.isEmpty else {
      throw CommandError.usage("after -- the program to run is missing")
    }
    let selector = try readSelector(window)
    let system = try openSystem()
    let opened = try system.clients(matching: selector)
    guard let next = try Self.next(of: opened, selector, on: system) else { return try start() }
    try system.perform(.activate(next.id), verification: verifying.verification)
  }

  /// The one after the active one in the order they were opened; else the uppermost, where GNOME has
  /// an order only among those of the same workspace.
  private static func next(
    of opened: [Client], _ selector: Selector, on system: some WindowSystem
  ) throws -> Client? {
    if let active = opened.firstIndex(where: \.isActive) {
      return opened[(active + 1) % opened.count]
    }
    let stacked = try system.clients(matching: selector, order: .stacking)
    guard stacked.contains(where: { $0.workspace != stacked[0].workspace }) else {
      return stacked.last
    }
    let current = try system.workspaces().current
    return stacked.last { $0.isOnAll || $0.workspace == current } ?? stacked.last
  }

  private func start() throws {
    do {
      _ = try Child(command, input: .none, output: .none, error: .none, ownSession: true)
    } catch {
      throw CommandError("cannot run \(command[0]): \(error)")
    }
  }
}
