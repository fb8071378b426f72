/// A command line as getopt(3) of the GNU libc takes it apart.
///
/// Options may stand behind other words; `--` ends them; letters may be run together; the rest of
/// a word, or else the next word, is the argument of a letter that takes one. One long option can
/// stand among them, with its argument behind `=` or in the next word.
struct Getopt {
  /// An option, in the order of the command line.
  enum Option: Equatable {
    case letter(UInt8, argument: [UInt8]?)
    case long(argument: [UInt8])
  }

  /// A complaint of getopt(3).
  enum Problem: Error, Equatable {
    case unknown(UInt8)
    case lacksArgument(UInt8)
    case longLacksArgument
  }

  private var words: ArraySlice<[UInt8]>
  private var word: ArraySlice<UInt8> = []
  private let letters: [UInt8]
  private let stopsAtOther: Bool
  private let long: [UInt8]?

  /// - Parameters:
  ///   - words: without the name of the command.
  ///   - letters: as getopt(3) takes them: a colon stands behind each that has an argument.
  ///   - stopsAtOther: whether a word that is no option ends the options, as POSIX has it and the
  ///     variable `POSIXLY_CORRECT` asks for.
  ///   - long: the name of a long option that takes an argument, with its two dashes.
  init(_ words: [[UInt8]], letters: String, stopsAtOther: Bool, long: String? = nil) {
    self.words = words[...]
    self.letters = Array(letters.utf8)
    self.stopsAtOther = stopsAtOther
    self.long = long.map { Array($0.utf8) }
  }

  /// The next option; nothing at the end.
  mutating func next() throws(Problem) -> Option? {
    let dash = UInt8(ascii: "-")
    while word.isEmpty {
      guard let candidate = words.popFirst(), candidate != [dash, dash] else { return nil }
      if let long, candidate.starts(with: long + [UInt8(ascii: "=")]) {
        return .long(argument: Array(candidate.dropFirst(long.count + 1)))
      } else if candidate == long {
        guard let argument = words.popFirst() else { throw .longLacksArgument }
        return .long(argument: argument)
      } else if candidate.count > 1, candidate.first == dash {
        word = candidate.dropFirst()
      } else if stopsAtOther {
        return nil
      }
    }
    guard let letter = word.popFirst() else { return nil }
    let colon = UInt8(ascii: ":")
    guard letter != colon, letter != UInt8(ascii: ";"), let place = letters.firstIndex(of: letter)
    else { throw .unknown(letter) }
    guard letters.dropFirst(place + 1).first == colon else {
      return .letter(letter, argument: nil)
    }
    if !word.isEmpty {
      defer { word = [] }
      return .letter(letter, argument: Array(word))
    }
    guard let argument = words.popFirst() else { throw .lacksArgument(letter) }
    return .letter(letter, argument: argument)
  }
}
