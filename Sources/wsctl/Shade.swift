import ArgumentParser
import Windows

struct ShadeCommand: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "shade",
    abstract: "Rolls a window up to its title bar, where the window manager can.",
    discussion: """
      Examples:
        wsctl shade toggle
        wsctl shade off --all-matches class=xterm
      """)

  @OptionGroup var change: StateChange

  func action(_ change: Toggle, on id: WindowID) -> WindowAction { .set([.shaded], of: id, change) }
}
