import Tool
import WindowMessages
import Windows

/// A run of the command, whichever back end it is for: what was asked, and in which characters.
protocol Invocation: ~Copyable {
  var options: Options { get }
  var text: Text { get }
  /// Whether the original's behaviour is wanted to the letter, with its faults.
  var isCompatible: Bool { get }
}

extension Invocation where Self: ~Copyable {
  /// Says how it goes on, for those who asked for it.
  func note(_ line: String) {
    if options.isVerbose { tell(line) }
  }

  /// Returns the error for a window that does not exist.
  func gone(_ id: WindowID) -> CommandError {
    CommandError(messages.text(.windowGone(id)))
  }

  /// The number of a window, as it was typed after `-i`.
  func numbered(_ typed: [UInt8]) throws(CommandError) -> WindowID {
    var number: UInt?
    if typed.starts(with: Array("0x".utf8)) || typed.starts(with: Array("0X".utf8)) {
      number = Number(typed.dropFirst(2), radix: 16).map { UInt(bitPattern: $0.value) }
    }
    guard let number = number ?? Number(typed).map({ UInt(bitPattern: $0.value) }) else {
      throw refusal("Cannot convert argument to number.")
    }
    note("Using window: \(hexadecimal(number))")
    return WindowID(rawValue: UInt32(truncatingIfNeeded: number))
  }

  /// Returns whether a window's title or class, in UTF-8, is the one that was typed.
  func isMeant(_ candidate: [UInt8], by wanted: [UInt8]) -> Bool {
    options.matchesWholeTitle
      ? candidate == wanted : folded(candidate).contains(bytes: folded(wanted))
  }

  func noMatch(_ wanted: [UInt8]) -> CommandError {
    CommandError(messages.text(.noMatch(String(decoding: wanted, as: UTF8.self))))
  }

  /// The five numbers of `-e`, and whether they stand without junk behind them.
  func placeNumbers() throws(CommandError) -> [Int] {
    let (numbers, isWhole) = Number.list(options.argument, 5)
    guard numbers.count == 5, isCompatible || isWhole else {
      throw refusal(
        "The -e option expects a list of comma separated integers: "
          + "\"gravity,X,Y,width,height\"")
    }
    guard numbers[0] >= 0 else {
      throw refusal(
        "Value of gravity mustn't be negative. "
          + "Use zero to use the default gravity of the window.")
    }
    return numbers
  }
}
