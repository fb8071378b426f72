import ArgumentParser
import Quirks
import Tool

struct KeysUnbind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unbind",
    abstract: "Takes the keys of workspaces away.",
    discussion: """
      Examples:
        $ detour keys unbind switch 5-12 --yes
      """)

  @Argument(help: "switch, or move the active window.")
  var verb: WorkspaceVerb

  @Argument(help: "The workspaces, such as 7 or 5-12.")
  var workspaces: Workspaces

  @OptionGroup var confirming: Confirming

  func run() throws {
    let changes = try WorkspaceKeys(.current).unbinding(verb, workspaces.range)
    guard !changes.isEmpty else {
      throw CommandError("none of the workspaces \(workspaces.description) has a key")
    }
    try runFix("keys", changes, dryRun: confirming.dryRun, yes: confirming.yes)
  }
}
