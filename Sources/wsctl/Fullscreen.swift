import ArgumentParser
import Windows

struct FullscreenCommand: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "fullscreen",
    abstract: "Lets a window fill the whole screen.",
    discussion: """
      Examples:
        wsctl fullscreen
        wsctl fullscreen toggle class=mpv
      """)

  @OptionGroup var change: StateChange

  func action(_ change: Toggle, on id: WindowID) -> WindowAction {
    .set([.fullscreen], of: id, change)
  }
}
