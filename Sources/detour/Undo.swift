import ArgumentParser
import Quirks
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

  @Argument(help: "What to undo: a quirk's name, or keys.", completion: quirkNames)
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
    let state = Directories().state
    let mender = Mender(stateDirectory: state)
    var names = name.map { [$0] } ?? []
    if all {
      for entry in try Journal(in: state).entries.reversed() where !names.contains(entry.name) {
        names.append(entry.name)
      }
      if names.isEmpty { try write("nothing to undo\n") }
    }
    for name in names {
      for record in try mender.undo(name, force: force) {
        try write("undone: \(visible(record.change.description))\n")
      }
    }
  }
}
