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
        wsctl place left-third
        wsctl place 100,50 800x600 class=xterm --first
        wsctl place 25%,0% 50%x100%         the middle half of the work area
        wsctl place bottom-right --move-only
      """)

  @Argument(
    help: """
      PLACE [WINDOW], where PLACE is left, right, top, bottom, top-left, top-right, bottom-left, \
      bottom-right, left-third, centre-third, right-third, left-two-thirds, right-two-thirds, \
      centre, maximised, or X,Y WIDTHxHEIGHT in pixels or, each with %, in hundredths of the work \
      area.
      """, completion: .windows(after: places))
  var words: [String]

  @Flag(help: "Keep the size, and change only the place.")
  var moveOnly = false

  @Flag(help: "Keep the place, and change only the size.")
  var sizeOnly = false

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func validate() throws {
    guard !(moveOnly && sizeOnly) else {
      throw ValidationError("--move-only and --size-only exclude each other")
    }
  }

  func run() throws {
    let count = words.first?.contains(",") == true ? 2 : 1
    guard let placement = Placement(Array(words.prefix(count))) else {
      throw CommandError.usage(
        "\"\(words.prefix(count).joined(separator: " "))\" is no place (see --help)")
    }
    let text = try window(Array(words.dropFirst(count)))
    let system = try openSystem()
    let wanted: Placement =
      moveOnly ? .only(.corner, of: placement) : sizeOnly ? .only(.size, of: placement) : placement
    try system.each(selecting.clients(text, on: system), verifying.verification) {
      .place($0.id, wanted)
    }
  }
}
