import ArgumentParser
import Arguments
import Tool

@main struct Detour: Command {
  static let configuration = CommandConfiguration(
    commandName: "detour",
    abstract: "Finds the quirks of this desktop, fixes them, and undoes the fixes.",
    discussion: """
      A quirk is an unwanted behaviour of the desktop. Only fix, keys, fingers and guard change \
      anything; each change is printed before it is made, and recorded so that undo restores what \
      was before. Nothing runs as root: where that is needed, the command is printed.

      Examples:
        detour                        a first look
        detour check alt-drag         is it here, and how can you tell
        detour fix alt-drag           fix it, after a question
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
