/// The options of the command line.
struct Options {
  /// The letter of the last action on the line; nothing when there was none.
  var action: Character?
  /// The argument of the last letter that has one and is not about which window.
  var argument: [UInt8] = []
  /// Which window, as it was typed.
  var window: [UInt8]?

  var matchesWholeTitle = false
  var byNumber = false
  var byClass = false
  var showsProcess = false
  var showsGeometry = false
  var inStackingOrder = false
  var forcesUTF8 = false
  var isVerbose = false
  var avoidsDesktopNames = false
  /// The X display that is named in the place of `DISPLAY`; the original has no option for it.
  var display: [UInt8]?

  /// Whether what is asked is about windows, rather than about desktops or the window manager.
  var isAboutWindows: Bool {
    switch action {
    case "V", "h", "d", "j", "m", "s", "k", "o", "n", "g", nil: false
    default: true
    }
  }

  /// The reason why a command line is not taken, in the words of the original.
  struct Refusal: Error, Equatable {
    let line: [UInt8]
  }

  static let letters = "FGVvhSlupidjmxa:r:s:c:t:w:k:o:n:g:e:y:b:z:E:N:I:T:LR:Y:M:"

  /// - Parameters:
  ///   - program: the name that the command was called by.
  ///   - isCompatible: whether only the original's options are taken.
  /// - Returns: nothing where no option was given at all.
  init?(
    _ words: [[UInt8]], program: [UInt8], stopsAtOther: Bool, isCompatible: Bool
  ) throws(Refusal) {
    var parser = Getopt(
      words, letters: Self.letters, stopsAtOther: stopsAtOther,
      long: isCompatible ? nil : "--display")
    var isEmpty = true
    while let option = try Self.next(&parser, program) {
      switch option {
      case .long(let name): display = name
      case .letter(let letter, let argument):
        isEmpty = false
        try take(letter, argument)
      }
    }
    if isEmpty { return nil }
  }

  private static func next(
    _ parser: inout Getopt, _ program: [UInt8]
  ) throws(Refusal) -> Getopt.Option? {
    do throws(Getopt.Problem) {
      return try parser.next()
    } catch {
      let (what, quoted) =
        switch error {
        case .unknown(let letter): ("invalid option -- '", [letter])
        case .lacksArgument(let letter): ("option requires an argument -- '", [letter])
        case .longLacksArgument: ("option requires an argument -- '", Array("display".utf8))
        }
      throw Refusal(line: program + Array(": \(what)".utf8) + quoted + [UInt8(ascii: "'")])
    }
  }

  private mutating func take(_ byte: UInt8, _ given: [UInt8]?) throws(Refusal) {
    let letter = Character(Unicode.Scalar(byte))
    let argument = given ?? []
    switch letter {
    case "F": matchesWholeTitle = true
    case "G": showsGeometry = true
    case "S": inStackingOrder = true
    case "i": byNumber = true
    case "v": isVerbose = true
    case "u": forcesUTF8 = true
    case "x": byClass = true
    case "p": showsProcess = true
    case "r": window = argument
    case "w":
      guard argument == Array("DESKTOP_TITLES_INVALID_UTF8".utf8) else {
        throw Refusal(line: Array("Unknown workaround: ".utf8) + argument)
      }
      avoidsDesktopNames = true
    case "a", "c", "R", "Y", "z", "E":
      window = argument
      action = letter
    case "s", "k", "o", "n", "g", "t", "e", "y", "b", "N", "I", "T", "M":
      self.argument = argument
      action = letter
    default: action = letter
    }
  }
}
