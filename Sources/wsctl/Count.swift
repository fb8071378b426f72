import ArgumentParser
import Tool
import Windows

struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Prints the number of workspaces, or changes it.",
    discussion: """
      GNOME keeps to its own number as long as its workspaces are dynamic, as they are by default.

      Examples:
        wsctl count
        wsctl count 6
      """)

  @Argument(help: "How many there should be.")
  var number: Int?

  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func validate() throws {
    guard (1...1024).contains(number ?? 1) else {
      throw ValidationError("there can be from 1 to 1024 workspaces")
    }
  }

  func run() throws {
    let system = try openSystem()
    guard let number else { return try write("\(try system.workspaces().count)\n") }
    try system.perform(.setCount(number), verification: verifying.verification)
  }
}
