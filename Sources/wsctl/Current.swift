import ArgumentParser
import Interchange
import Tool
import Windows

struct CurrentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "current",
    abstract: "Prints the number of the current workspace.",
    discussion: """
      Examples:
        $ wsctl current
        2
        $ wsctl current --json
        {"version":1,"number":2,"name":"Mail"}
      """)

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var connecting: Connecting

  func run() throws {
    let workspaces = try openSystem().workspaces()
    guard let current = workspaces.current else { throw WindowError.currentUnknown }
    guard json else { return try write("\(current + 1)\n") }
    try write(
      JSON.document([
        ("number", .number(current + 1)), ("name", JSON(workspaces.name(current))),
      ]))
  }
}
