import ArgumentParser
import System
import Tool
import Windows

struct NameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name",
    abstract: "Names a workspace.",
    discussion: """
      Examples:
        wsctl name 2 Mail
        wsctl name current "Deep work"
      """)

  @Argument(
    help: "The workspace's number from 1, its name, or current.", completion: .workspaces)
  var target: String

  @Argument(help: "The new name.")
  var text: String

  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func validate() throws {
    guard text.unicodeScalars.allSatisfy({ $0.pathByte == nil }) else {
      throw ValidationError("the name is not UTF-8")
    }
  }

  func run() throws {
    let system = try openSystem()
    let workspaces = try system.workspaces()
    let index = try readTarget(target).index(in: workspaces, wrapping: false, previous: nil)
    try system.perform(.setName(index, text), verification: verifying.verification)
  }
}
