import ArgumentParser
import Windows
import X11

struct Above: StateVerb {
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

  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws {
    try screen.set([.above], of: window, change, verification: verification)
  }
}
