import ArgumentParser
import Windows
import X11

struct Minimise: StateVerb {
  static let configuration = CommandConfiguration(
    commandName: "minimise",
    abstract: "Puts a window away; off brings it back.",
    discussion: """
      Examples:
        wsctl minimise
        wsctl minimise off class=firefox
      """,
    aliases: ["minimize"])

  @OptionGroup var change: StateChange

  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws {
    try screen.minimise(window, change, verification: verification)
  }
}
