import ArgumentParser
import Windows

struct StickyCommand: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "sticky",
    abstract: "Shows a window on all workspaces.",
    discussion: """
      Examples:
        wsctl sticky
        wsctl sticky off title=Notes
      """)

  @OptionGroup var change: StateChange

  func action(_ change: Toggle, on id: WindowID) -> WindowAction { .stick(id, change) }
}
