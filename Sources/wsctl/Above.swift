import ArgumentParser
import Windows

struct AboveCommand: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "above",
    abstract: "Keeps a window above others.",
    discussion: """
      Examples:
        wsctl above
        wsctl above toggle
        wsctl above off title=Notes
      """)

  @OptionGroup var change: StateChange

  func action(_ change: Toggle, on id: WindowID) -> WindowAction { .set([.above], of: id, change) }
}
