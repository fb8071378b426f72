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

  @OptionGroup var confirming: Confirming

  func run() throws {
    let wishes = try read().map { item in
      guard let verb = item["verb"]?.string.flatMap(WorkspaceVerb.init),
        let number = item["workspace"]?.number, WorkspaceKeys.all.contains(number),
        let key = item["key"]?.string
      else { throw CommandError("\(file) has an entry that is no key: \(item)") }
      return KeyRequest(verb, number, key)
    }
    let keys = WorkspaceKeys(.current)
    try runFix(
      "keys", try keys.binding(wishes, replacing: replace), dryRun: confirming.dryRun,
      yes: confirming.yes)
  }

  private func read() throws -> [JSON] {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try File.read(file, limit: 1 << 20)
    } catch {
      throw CommandError("cannot read \(file): \(error)")
    }
    guard let json = try? JSON(bytes), json["version"]?.number == 1,
      let list = json["keys"]?.elements
    else { throw CommandError("\(file) is no file that keys export wrote") }
    return list
  }
}
