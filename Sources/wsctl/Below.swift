import ArgumentParser
import Windows
import X11

struct Below: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "below",
    abstract: "Keeps a window below others.",
    discussion: """
      Examples:
        wsctl below class=conky
        wsctl below off class=conky
      """)

  @OptionGroup var change: StateChange

  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws {
    try screen.set([.below], of: window, change, verification: verification)
  }
}
