import ArgumentParser
import Windows
import X11

struct Sticky: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "sticky",
    abstract: "Shows a window on all workspaces.",
    discussion: """
      Examples:
        wsctl sticky
        wsctl sticky off title=Notes
      """)

  @OptionGroup var change: StateChange

  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws {
    try screen.stick(window, change, verification: verification)
  }
}
