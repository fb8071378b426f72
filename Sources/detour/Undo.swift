import ArgumentParser
import Quirks
import System
import Tool

struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Undoes fixes: restores what was before.",
    discussion: """
      Examples:
        $ detour undo alt-drag
        $ detour undo keys
        $ detour undo --all

      What was changed after the fix is left as it is, and named, unless you pass --force.
      """)

  @Argument(help: "What to undo: a quirk's name, keys, fingers or guard.", completion: changedNames)
  var name: String?

  @Flag(help: "Undo all that detour has changed, the last change first.")
  var all = false

  @Flag(help: "Restore even if the value was changed since.")
  var force = false

  func validate() throws {
    guard all != (name != nil) else {
      throw ValidationError("name what to undo, or say --all")
    }
  }

  func run() throws {
    guard all else { return try undo(name ?? "", force: force) }
    let state = Directories().state
    // One that can't be undone keeps none of the others as they are.
    var failures: [any Error] = []
    func attempt(_ act: () throws -> Void) -> Bool {
      do {
        try act()
        return true
      } catch {
        failures.append(error)
        return false
      }
    }
    var hasUndone = false
    var failed: Set<String> = []
    while let last = try Journal(in: state).entries.last(where: { !failed.contains($0.name) }) {
      hasUndone = true
      if !attempt({ try undo(last.name, force: force, onlyLast: true) }) {
        failed.insert(last.name)
      }
    }
    var hasForgotten = false
    _ = attempt { hasForgotten = try forgetFingers() }
    if !hasUndone, !hasForgotten, failures.isEmpty { try write("nothing to undo\n") }
    if let first = failures.first {
      throw CommandError(
        failures.count == 1 ? "\(first)" : failures.map { "\($0)" }.joined(separator: "; "))
    }
  }
}

/// Undoes what was fixed under a name, and prints it.
func undo(_ name: String, force: Bool, onlyLast: Bool = false) throws {
  // What is remembered of readers is no fix, and stays while there is an enrolment to undo.
  if name == FingerprintMemory.quirk,
    !(try Journal(in: Directories().state).entries.contains { $0.name == name }),
    try forgetFingers()
  {
    return
  }
  var done: [UndoResult] = []
  let result = Result { try Fixer(.current).undo(name, force: force, onlyLast: onlyLast, &done) }
  for undone in done {
    let what = visible("\(undone.record.change.action)")
    switch undone.outcome {
    case .undone: try write("undone: \(what)\n")
    case .wasBefore: try write("undone already: \(what)\n")
    case .gone(let missing): try write("gone: \(what): \(visible("\(missing)"))\n")
    case .handed(let name):
      try write("undone: \(what), which \(name) has changed since and keeps\n")
    case .dropped(let why): try write("forgotten: \(what): \(visible("\(why)"))\n")
    }
  }
  try result.get()
}

/// Removes what was remembered of readers, and says so.
///
/// - Returns: whether there was anything.
private func forgetFingers() throws -> Bool {
  let state = Directories().state
  guard try FingerprintMemory.erase(in: state) else { return false }
  try write("undone: remember fingers in \(visible(FingerprintMemory.path(in: state)))\n")
  return true
}
