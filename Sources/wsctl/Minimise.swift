import ArgumentParser
import Windows

struct MinimiseCommand: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "minimise",
    abstract: "Puts a window away; off brings it back.",
    discussion: """
      Examples:
        wsctl minimise
        wsctl minimise off class=firefox
      """,
    aliases: ["minimize"])

  @OptionGroup var change: StateChange

  func action(_ change: Toggle, on id: WindowID) -> WindowAction { .minimise(id, change) }
}
