import ArgumentParser
import Tool
import Windows

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the workspaces, and marks the current one.",
    discussion: """
      Examples:
        $ wsctl list
        1 * Main
        2   Mail
      """)

  func run() throws {
    let workspaces = try openScreen().workspaces()
    try write(
      (0..<workspaces.count).map { index in
        let mark = index == workspaces.current ? "*" : " "
        let name = workspaces.name(index).map { " " + visible($0) } ?? ""
        return "\(index + 1) \(mark)\(name)\n"
      }.joined())
  }
}
