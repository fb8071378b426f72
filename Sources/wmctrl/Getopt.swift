/// A command line as getopt(3) of the GNU libc takes it apart.
///
/// Options may stand behind other words; `--` ends them; letters may be run together; the rest of
/// a word, or else the next word, is the argument of a letter that takes one.
struct Getopt {
  /// An option, in the order of the command line.
  struct Option: Equatable {
    let letter: UInt8
    let argument: [UInt8]?
  }

  /// What getopt(3) complains of.
  enum Problem: Error, Equatable {
    case unknown(UInt8)
    case lacksArgument(UInt8)
  }

  private var words: ArraySlice<[UInt8]>
  private var word: ArraySlice<UInt8> = []
  private let letters: [UInt8]
  private let stopsAtOther: Bool

  /// - Parameters:
  ///   - words: without the name of the command.
  ///   - letters: as getopt(3) takes them: a colon stands behind each that has an argument.
  ///   - stopsAtOther: whether a word that is no option ends the options, as POSIX has it and the
  ///     variable `POSIXLY_CORRECT` asks for.
  init(_ words: [[UInt8]], letters: String, stopsAtOther: Bool) {
    self.words = words[...]
    self.letters = Array(letters.utf8)
    self.stopsAtOther = stopsAtOther
  }

  /// The next option; nothing at the end.
  mutating func next() throws(Problem) -> Option? {
    let dash = UInt8(ascii: "-")
    while word.isEmpty {
      guard let candidate = words.popFirst(), candidate != [dash, dash] else { return nil }
      if candidate.count > 1, candidate.first == dash {
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
      return Option(letter: letter, argument: nil)
    }
    if !word.isEmpty {
      defer { word = [] }
      return Option(letter: letter, argument: Array(word))
    }
    guard let argument = words.popFirst() else { throw .lacksArgument(letter) }
    return Option(letter: letter, argument: argument)
  }
}
