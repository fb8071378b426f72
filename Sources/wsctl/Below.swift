import ArgumentParser
import Windows

struct BelowCommand: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "below",
    abstract: "Keeps a window below others.",
    discussion: """
      Examples:
        wsctl below class=conky
        wsctl below off class=conky
      """)

  @OptionGroup var change: StateChange

  func action(_ change: Toggle, on id: WindowID) -> WindowAction { .set([.below], of: id, change) }
}
