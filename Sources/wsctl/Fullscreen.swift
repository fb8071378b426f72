import ArgumentParser
import Windows
import X11

struct Fullscreen: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "fullscreen",
    abstract: "Lets a window fill the whole screen.",
    discussion: """
      Examples:
        wsctl fullscreen
        wsctl fullscreen toggle class=mpv
      """)

  @OptionGroup var change: StateChange

  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws {
    try screen.set([.fullscreen], of: window, change, verification: verification)
  }
}
