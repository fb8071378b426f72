import ArgumentParser
import Windows
import X11

struct Shade: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "shade",
    abstract: "Rolls a window up to its title bar, where the window manager can.",
    discussion: """
      Examples:
        wsctl shade toggle
        wsctl shade off --all-matches class=xterm
      """)

  @OptionGroup var change: StateChange

  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws {
    try screen.set([.shaded], of: window, change, verification: verification)
  }
}
