import ArgumentParser
import Arguments
import Tool

@main struct Detour: Command {
  static let configuration = CommandConfiguration(
    commandName: "detour",
    abstract: "Finds the quirks that this desktop has.",
    version: version,
    subcommands: [Check.self],
    defaultSubcommand: Check.self)

  static func main() { launch() }
}
