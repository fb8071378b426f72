import ArgumentParser
import Arguments
import Tool

@main struct Lidctl: Command {
  static let configuration = CommandConfiguration(
    commandName: "lidctl",
    abstract: "Decides what happens when the lid closes.",
    discussion: """
      logind suspends the machine when the lid closes, unless somebody holds its lock \
      handle-lid-switch. lidctl holds that lock, and locks the screen instead.

        lidctl on                  closing the lid locks the screen, no more
        lidctl on --only docked    … while the machine is in its dock
        lidctl status              what happens if it closes now, and why
        lidctl off                 the lid follows the system setting again
        lidctl run -- make world   the lid does not matter meanwhile
      """,
    version: version,
    subcommands: [
      RunCommand.self, OnCommand.self, OffCommand.self, ToggleCommand.self, StatusCommand.self,
      ListCommand.self, EnableCommand.self, DisableCommand.self, TestCommand.self,
      SystemCommand.self, HoldCommand.self,
    ])

  static func main() {
    // What has nothing to parse does without the parser: the service stays smaller by half, and
    // the plain run starts sooner.
    let arguments = commandLineArguments
    if arguments == ["hold"] { runMain("lidctl") { try HoldCommand.serve() } }
    if arguments.count > 2, arguments[0] == "run", arguments[1] == "--" {
      runMain("lidctl") { try RunCommand.hold(while: Array(arguments.dropFirst(2))) }
    }
    launch(arguments)
  }
}
