/// What was asked on the command line.
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

  /// Whether what is asked is about windows, rather than about desktops or the window manager.
  var isAboutWindows: Bool {
    switch action {
    case "V", "h", "d", "j", "m", "s", "k", "o", "n", "g", nil: false
    default: true
    }
  }

  /// Why a command line is not taken, in the words of the original.
  struct Refusal: Error, Equatable {
    let line: [UInt8]
  }

  static let letters = "FGVvhSlupidjmxa:r:s:c:t:w:k:o:n:g:e:y:b:z:E:N:I:T:LR:Y:M:"

  /// - Parameter program: the name that the command was called by.
  /// - Returns: nothing where no option was given at all.
  init?(
    _ words: [[UInt8]], program: [UInt8], stopsAtOther: Bool
  ) throws(Refusal) {
    var parser = Getopt(words, letters: Self.letters, stopsAtOther: stopsAtOther)
    var isEmpty = true
    while let option = try Self.next(&parser, program) {
      isEmpty = false
      try take(option)
    }
    if isEmpty { return nil }
  }

  private static func next(
    _ parser: inout Getopt, _ program: [UInt8]
  ) throws(Refusal) -> Getopt.Option? {
    do throws(Getopt.Problem) {
      return try parser.next()
    } catch {
      let (what, letter) =
        switch error {
        case .unknown(let letter): ("invalid option", letter)
        case .lacksArgument(let letter): ("option requires an argument", letter)
        }
      throw Refusal(line: program + Array(": \(what) -- '".utf8) + [letter, UInt8(ascii: "'")])
    }
  }

  private mutating func take(_ option: Getopt.Option) throws(Refusal) {
    let letter = Character(Unicode.Scalar(option.letter))
    let argument = option.argument ?? []
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
