/// Times as people say them.
public enum TimeParsing {
  /// The seconds of a duration such as `90`, `45s`, `30m`, `2h`, `1h30m` or `1d`.
  ///
  /// - Throws: ``Refusal`` for anything else, and for more than ten years.
  public static func seconds(_ text: String) throws(Refusal) -> Int {
    let refusal = Refusal.notADuration(text)
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
    var total = 0
    var number: Int?
    for character in text {
      if character.isASCII, let digit = character.wholeNumberValue {
        guard (number ?? 0) < 1_000_000_000 else { throw refusal }
        number = (number ?? 0) * 10 + digit
      } else if let unit = units[character], let value = number {
        total += value * unit
        number = nil
      } else {
        throw refusal
      }
      guard total < 315_360_000 else { throw refusal }
    }
    // A bare number is seconds; one after units would be a riddle.
    if let rest = number {
      guard text.allSatisfy(\.isNumber) else { throw refusal }
      total += rest
    }
    guard total > 0, total < 315_360_000 else { throw refusal }
    return total
  }

  /// The seconds after midnight of a time of day such as `18:30`, `7:05` or `18:30:15`.
  public static func secondsOfDay(_ text: String) throws(Refusal) -> Int {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), (1...2).contains(parts[0].count),
      parts.dropFirst().allSatisfy({ $0.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { throw Refusal.notATimeOfDay(text) }
    let numbers = parts.compactMap { Int($0) } + [0]
    guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else {
      throw Refusal.notATimeOfDay(text)
    }
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
  }
}
