import EWMH
import Glibc
import System
import Tool
import Windows
import X11

/// A run of the command: what was asked, and the display that it was asked of.
struct Session: ~Copyable, Invocation {
  let screen: Screen
  let options: Options
  let text: Text
  let isCompatible: Bool

  /// Connects to the display.
  init(_ options: Options, _ text: Text, isCompatible: Bool) throws(CommandError) {
    self.options = options
    self.text = text
    self.isCompatible = isCompatible
    let display = options.display.map { String(decoding: $0, as: UTF8.self) }
    screen = try Self.connected(to: display, asOriginal: isCompatible)
  }

  /// The display that is named; where none is, that of the user's own session, as a shortcut, ssh
  /// and cron have no name for it.
  private static func connected(
    to display: String?, asOriginal: Bool
  ) throws(CommandError) -> Screen {
    let place: DisplayAddress?
    if let display {
      place = .named(display, nonEmptyEnvironment, user: getuid())
    } else if asOriginal {
      place = environment("DISPLAY").map { DisplayAddress(name: $0) }
    } else {
      place = .find(nonEmptyEnvironment, user: getuid())
    }
    guard let place, let screen = try? Screen.open(place) else {
      throw refusal("Cannot open display.")
    }
    return screen
  }
}

/// Writes a line to standard error in the words of the original, which does not say its name.
func tell(_ line: String) { tell(Array(line.utf8)) }

/// Writes a line to standard error as it is.
func tell(_ line: [UInt8]) {
  // There is nobody left to tell when even this fails.
  try? writeAll(line + [UInt8(ascii: "\n")], to: 2)
}

/// Says why it ends, in the words of the original, and ends as it does.
func refusal(_ line: String) -> CommandError {
  tell(line)
  return .exit(1)
}
