import ArgumentParser
import Windows

struct CloseCommand: WindowVerb {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Closes a window, as its close button does.",
    discussion: """
      Examples:
        wsctl close
        wsctl close class=xterm --all-matches
      """)

  @OptionGroup var choice: WindowChoice

  func action(on id: WindowID) -> WindowAction { .close(id) }
}
