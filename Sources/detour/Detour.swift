import ArgumentParser
import Arguments
import Tool

@main struct Detour: Command {
  static let configuration = CommandConfiguration(
    commandName: "detour",
    abstract: "Finds the quirks that this desktop has, mends them, and takes that back.",
    discussion: """
      A quirk is something that a desktop does otherwise than its user wants. Nothing is changed \
      but by fix, keys, fingers and guard; each change is said before it is made, and written down \
      so that undo puts back what was. Nothing runs as root: where that is needed, the command is printed.

      Examples:
        detour                        a first look
        detour check alt-drag         is it here, and how can one tell
        detour fix alt-drag           mend it, after a question
        detour undo alt-drag          as it was before
        detour keys bind switch 5-12 '<Control>F%n'
      """,
    version: version,
    subcommands: [
      Overview.self, Check.self, Explain.self, Fix.self, Undo.self, Status.self, Keys.self,
      Report.self, Fingers.self, Guard.self,
    ],
    defaultSubcommand: Overview.self)

  static func main() { launch() }
}
