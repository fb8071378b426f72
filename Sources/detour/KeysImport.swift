import ArgumentParser
import Interchange
import Quirks
import System
import Tool

struct KeysImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Gives the workspaces the keys of an exported file.",
    discussion: """
      Examples:
        $ detour keys import keys.json --dry-run
      """)

  @Argument(help: "The file that keys export wrote.", completion: .file(extensions: ["json"]))
  var file: String

  @Flag(help: "Take a key away from the action that has it; undo gives it back.")
  var replace = false

  @Flag(help: "Say what would be changed, and change nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  func run() throws {
    let keys = WorkspaceKeys(.ofProcess)
    var changes: [Change] = []
    for item in try read() {
      guard let verb = item["verb"]?.string.flatMap(WorkspaceKeys.Verb.init),
        let number = item["workspace"]?.number, WorkspaceKeys.all.contains(number),
        let key = item["key"]?.string
      else { throw Problem("\(file) has an entry that is no key: \(item)") }
      changes += try keys.binding(verb, number...number, key, replacing: replace)
    }
    try mend("keys", changes, dryRun: dryRun, yes: yes)
  }

  private func read() throws -> [JSON] {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try contents(of: file, limit: 1 << 20)
    } catch {
      throw Problem("cannot read \(file): \(error)")
    }
    guard let json = try? JSON(bytes), json["version"]?.number == 1,
      let list = json["keys"]?.elements
    else { throw Problem("\(file) is no file that keys export wrote") }
    return list
  }
}
