import ArgumentParser
import Windows

struct RaiseCommand: WindowVerb {
  static let configuration = CommandConfiguration(
    commandName: "raise",
    abstract: "Puts a window above the others, and leaves the focus where it is.",
    discussion: """
      Examples:
        wsctl raise
        wsctl raise class=mpv --all-matches
      """)

  @OptionGroup var choice: WindowChoice

  func action(on id: WindowID) -> WindowAction { .restack(id, .above) }
}
