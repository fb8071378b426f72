import ArgumentParser
import Tool
import Windows

struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Moves a window to another workspace.",
    discussion: """
      Examples:
        wsctl move 3                     the active window to the third workspace
        wsctl move right --follow        and go there with it
        wsctl move Mail class=thunderbird
        wsctl move next --create
      """)

  @Argument(help: "The workspace, as switch takes it.", completion: .workspaces)
  var target: String

  @Argument(help: "The window; the active one when missing.", completion: .windows)
  var window = ":active"

  @Flag(help: "Switch to the workspace, and activate the window there.")
  var follow = false

  @Flag(inversion: .prefixedNo, help: "Go on at the other end after the edge.")
  var wrap = false

  @Flag(help: "Make the workspaces that are missing.")
  var create = false

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  func run() throws {
    let target = try readTarget(target)
    let system = try openSystem()
    let clients = try selecting.clients(window, on: system)
    let workspaces = try system.workspaces()
    let index = try find(
      target, wrapping: wrap, creating: create, among: workspaces, on: system)
    for client in clients {
      try system.perform(
        .move(client.id, to: index), verification: verifying.verification)
    }
    guard follow, let client = clients.last else { return }
    if verifying.noVerify {
      // Nobody knows yet where the window is.
      return try goTo(.index(index), wrapping: false, creating: false, on: system, .none)
    }
    // That goes to its workspace, whatever number that has meanwhile.
    try system.perform(.activate(client.id), verification: .standard)
    remember(from: workspaces.current, to: index)
  }
}
