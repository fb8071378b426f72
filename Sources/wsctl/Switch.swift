import ArgumentParser
import Tool
import Windows

struct Switch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes another workspace the current one.",
    discussion: """
      Examples:
        wsctl switch 3            the third workspace
        wsctl switch Mail         the workspace named Mail
        wsctl switch right --wrap the one to the right, or the first of the row
        wsctl switch last         the one used before
      """)

  @Argument(
    help: """
      A number from 1, a name, next, prev, left, right, up, down, first, final (the highest) or \
      last (the one used before).
      """)
  var target: String

  @Flag(inversion: .prefixedNo, help: "Go on at the other end after the edge.")
  var wrap = false

  func run() throws {
    guard let target = Target(target) else {
      throw Misuse("\"\(self.target)\" is no workspace: they count from 1")
    }
    let screen = try openScreen()
    let workspaces = try screen.workspaces()
    let index = try target.index(in: workspaces, wrapping: wrap, previous: nil)
    try screen.switchTo(index)
  }
}
