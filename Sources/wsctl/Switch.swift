import ArgumentParser
import System
import Tool
import Windows

struct SwitchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "switch",
    abstract: "Makes another workspace the current one.",
    discussion: """
      Examples:
        wsctl switch 3              the third workspace
        wsctl switch Mail           the workspace named Mail (name=3 for one that is named 3)
        wsctl switch right --wrap   the one to the right, or the first of the row
        wsctl switch next --create  the next one, which is made when there is none
        wsctl switch +2             two on from here
        wsctl switch last           the one used before: there and back again
      """)

  @Argument(
    help: """
      A number from 1, a name, a step such as +1 or -2, next, prev, left, right, up, down, first, \
      final (the highest) or last (the one used before).
      """, completion: .workspaces)
  var target: String

  @OptionGroup var reaching: Reaching

  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    let target = try readTarget(target)
    let system = try openSystem()
    try goTo(
      target, wrapping: reaching.wrap, creating: reaching.create, on: system, verifying.verification
    )
  }
}

/// Switches to `target`, and remembers where it came from.
func goTo(
  _ target: Target, wrapping: Bool, creating: Bool, on system: some WindowSystem,
  _ verification: Verification
) throws {
  let (before, now) = try system.switchTo(verification: verification) { workspaces in
    try find(target, wrapping: wrapping, creating: creating, among: workspaces, on: system)
  }
  remember(from: before, to: now)
}

/// Remembers a switch that has been done; only `last` needs it, so that it may fail.
///
/// - Parameter before: nothing where that one is not known, or no longer there.
func remember(from before: Int?, to now: Int) {
  guard before != now, var history = try? history() else { return }
  guard let before else { return history.forget() }
  try? history.remember(from: before, to: now)
}

/// The index of `target`; it and those below it are made if need be.
func find(
  _ target: Target, wrapping: Bool, creating: Bool, among workspaces: Workspaces,
  on system: some WindowSystem
) throws -> Int {
  let index: Int
  do {
    let previous = target == .last ? try history().previous(to: workspaces.current) : nil
    index = try target.index(in: workspaces, wrapping: wrapping, previous: previous)
  } catch WindowError.noNeighbour where creating && target == .next {
    index = workspaces.count
  }
  if creating, index >= workspaces.count {
    // More than any window manager has, and far less than would trouble one.
    guard index < 1024 else {
      throw CommandError.usage("\(index + 1) workspaces are too many to make")
    }
    try system.perform(.setCount(index + 1), verification: .standard)
  }
  return index
}
