import ArgumentParser
import Quirks
import System
import Tool

struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Puts back what was before a quirk was mended.",
    discussion: """
      Examples:
        $ detour undo alt-drag
        $ detour undo keys
        $ detour undo --all

      Where somebody changed it since, it says what it is now and leaves it, unless --force is there.
      """)

  @Argument(help: "What to undo: a quirk's name, or keys.", completion: changedNames)
  var name: String?

  @Flag(help: "Undo all that detour has changed, the last change first.")
  var all = false

  @Flag(help: "Put it back also where somebody changed it since.")
  var force = false

  func validate() throws {
    guard all != (name != nil) else {
      throw ValidationError("name what to undo, or say --all")
    }
  }

  func run() throws {
    guard all else { return try undo(name ?? "", force: force) }
    let state = Directories().state
    var names: [String] = []
    for entry in try Journal(in: state).entries.reversed() where !names.contains(entry.name) {
      names.append(entry.name)
    }
    if (try? System::Status(of: FingerprintMemory.path(in: state))) != nil,
      !names.contains(FingerprintMemory.quirk)
    {
      names.append(FingerprintMemory.quirk)
    }
    if names.isEmpty { try write("nothing to undo\n") }
    // One that can't be undone keeps none of the others as they are.
    var failures: [any Error] = []
    for name in names {
      do {
        try undo(name, force: force)
      } catch {
        failures.append(error)
      }
    }
    if let first = failures.first {
      throw Problem(
        failures.count == 1 ? "\(first)" : failures.map { "\($0)" }.joined(separator: "; "))
    }
  }
}

/// Puts back what was mended under a name, and says what that was.
func undo(_ name: String, force: Bool) throws {
  let state = Directories().state
  var hasUndone = false
  if name == FingerprintMemory.quirk, try FingerprintMemory.erase(in: state) {
    hasUndone = true
    try write("undone: remember fingers in \(visible(FingerprintMemory.path(in: state)))\n")
  }
  // (A catch with a pattern and a where clause here sends Swift 6.3's compiler into a loop.)
  if hasUndone, !(try Journal(in: state).entries.contains { $0.name == name }) { return }
  for record in try Mender(stateDirectory: state).undo(name, force: force) {
    try write("undone: \(visible(record.change.description))\n")
  }
}
