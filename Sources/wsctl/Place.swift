import ArgumentParser
import Tool
import Windows

struct PlaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Puts a window in a part of its monitor's work area, or exactly somewhere.",
    discussion: """
      What counts is what you see of the window: with its frame, without its shadow.

      Examples:
        wsctl place left                    the active window to the left half
        wsctl place top-right class=mpv     to a quarter
        wsctl place centre
        wsctl place 100,50 800x600 class=xterm --first
      """)

  @Argument(
    help: """
      PLACE [WINDOW], where PLACE is left, right, top, bottom, top-left, top-right, bottom-left, \
      bottom-right, centre, maximised, or X,Y WIDTHxHEIGHT.
      """, completion: .windows(after: places))
  var words: [String]

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  func run() throws {
    let count = words.first?.contains(",") == true ? 2 : 1
    guard let placement = Placement(Array(words.prefix(count))) else {
      throw CommandError.usage(
        "\"\(words.prefix(count).joined(separator: " "))\" is no place (see --help)")
    }
    let text = try window(Array(words.dropFirst(count)))
    let system = try openSystem()
    let clients = try selecting.clients(text, on: system)
    try system.perform(on: clients, verification: verifying.verification) { .place($0, placement) }
  }
}
