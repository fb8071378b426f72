import ArgumentParser
import Quirks
import Tool

struct KeysBind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bind",
    abstract: "Gives workspaces their keys.",
    discussion: """
      PATTERN is a key with %n where the number belongs, or %k, which counts from 1 instead: there \
      are no keys F13 to F36.

      Examples:
        $ detour keys bind switch 5-12 '<Control>F%n' --yes
        $ detour keys bind switch 13-24 '<Super><Control>F%k' --dry-run
        $ detour keys bind move 3 '<Super><Shift>3' --replace
      """)

  @Argument(help: "switch, or move the active window.")
  var verb: WorkspaceVerb

  @Argument(help: "The workspaces, such as 7 or 5-12.")
  var workspaces: Workspaces

  @Argument(help: "The key, such as <Control>F%n.")
  var pattern: String

  @Flag(help: "Take a key away from the action that has it; undo gives it back.")
  var replace = false

  @Flag(help: "Have that many workspaces at all times, not as many as are in use.")
  var fixed = false

  @OptionGroup var confirming: Confirming

  func run() throws {
    let keys = WorkspaceKeys(.current)
    var changes = try keys.binding(
      KeyRequest.all(verb, workspaces.range, pattern), replacing: replace)
    if fixed { changes += try keys.fixing(workspaces.range.upperBound) }
    try runFix("keys", changes, dryRun: confirming.dryRun, yes: confirming.yes)
  }
}
