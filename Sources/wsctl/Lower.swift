import ArgumentParser
import Windows

struct LowerCommand: WindowVerb {
  static let configuration = CommandConfiguration(
    commandName: "lower",
    abstract: "Puts a window below the others.",
    discussion: """
      Examples:
        wsctl lower
        wsctl lower class=mpv --all-matches
      """)

  @OptionGroup var choice: WindowChoice

  func action(on id: WindowID) -> WindowAction { .restack(id, .below) }
}
