import System

/// A pattern of a path as git's ignore and attribute files have them: gitignore(5).
///
/// It is taken apart once, and then tried against many paths. Trying takes no longer than the
/// product of both lengths, whatever the pattern is, and calls itself once for each star at most.
struct Glob: Sendable {
  private enum Part: Sendable {
    case byte(UInt8)
    /// Any byte, but no slash where paths are matched.
    case any
    /// Any bytes without a slash, also none.
    case star
    /// Any bytes, also none.
    case everything
    /// Nothing, or any bytes that a slash follows.
    case directories
    case set(SIMD4<UInt64>)
  }

  private let parts: [Part]
  private let foldsCase: Bool
  /// Broken patterns match nothing, nor do those with more stars than a path has room for.
  private let isBroken: Bool
  private static let mostStars = 2048

  /// - Parameters:
  ///   - isPath: whether `*`, `?` and brackets stop at slashes, and `**` means directories.
  ///   - isInWord: whether something other than a slash comes before the pattern.
  init(_ pattern: ArraySlice<UInt8>, isPath: Bool, isInWord: Bool = false, foldsCase: Bool) {
    var reader = Reader(
      bytes: Array(pattern), isPath: isPath, isInWord: isInWord, foldsCase: foldsCase)
    parts = reader.read()
    isBroken = reader.isBroken || reader.stars > Self.mostStars
    self.foldsCase = foldsCase
  }

  /// How many steps it takes to try it.
  var length: Int { parts.count }

  /// Returns whether the whole of `text` fits the pattern.
  func matches(_ text: Span<UInt8>) -> Bool {
    if isBroken { return false }
    var trial = Trial(budget: 4096)
    return matches(text, 0, 0, &trial)
  }

  /// A record of what was tried in vain, kept only for patterns that try much.
  private struct Trial {
    var budget: Int
    var failed: Set<Int> = []
  }

  private func matches(
    _ text: Span<UInt8>, _ part: Int, _ offset: Int, _ trial: inout Trial
  ) -> Bool {
    var part = part
    var offset = offset
    while part < parts.count {
      switch parts[part] {
      case .byte(let byte):
        guard offset < text.count, folded(text[offset]) == byte else { return false }
        offset += 1
      case .any:
        guard offset < text.count, text[offset] != 0x2f else { return false }
        offset += 1
      case .set(let set):
        guard offset < text.count else { return false }
        let byte = text[offset]
        guard set[Int(byte / 64)] >> UInt64(byte % 64) & 1 == 1 else { return false }
        offset += 1
      case .star, .everything, .directories:
        return matchesMany(text, part, offset, &trial)
      }
      part += 1
    }
    return offset == text.count
  }

  private func matchesMany(
    _ text: Span<UInt8>, _ part: Int, _ offset: Int, _ trial: inout Trial
  ) -> Bool {
    let key = part * (text.count + 1) + offset
    trial.budget -= 1
    if trial.budget < 0, trial.failed.contains(key) { return false }
    let isLast = part == parts.count - 1
    var end = offset
    if case .directories = parts[part], matches(text, part + 1, offset, &trial) { return true }
    while true {
      switch parts[part] {
      case .directories:
        if end < text.count, text[end] == 0x2f, matches(text, part + 1, end + 1, &trial) {
          return true
        }
      default:
        if isLast {
          if case .everything = parts[part] { return true }
          return text.extracting(droppingFirst: end).offset(of: 0x2f) == nil
        }
        if matches(text, part + 1, end, &trial) { return true }
        if case .star = parts[part], end < text.count, text[end] == 0x2f { end = text.count }
      }
      guard end < text.count else { break }
      end += 1
    }
    if trial.budget < 0 { trial.failed.insert(key) }
    return false
  }

  private func folded(_ byte: UInt8) -> UInt8 { foldsCase ? byte.lowercased : byte }
}

extension Glob {
  private struct Reader {
    let bytes: [UInt8]
    let isPath: Bool
    let isInWord: Bool
    let foldsCase: Bool
    var position = 0
    var isBroken = false
    /// How many parts fit more than one byte.
    var stars = 0

    mutating func read() -> [Part] {
      var parts: [Part] = []
      while position < bytes.count, !isBroken {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\\"):
          position += 1
          guard position < bytes.count else {
            isBroken = true
            break
          }
          parts.append(.byte(foldsCase ? bytes[position].lowercased : bytes[position]))
          position += 1
        case UInt8(ascii: "?"):
          parts.append(isPath ? .any : .set(.init(repeating: .max)))
          position += 1
        case UInt8(ascii: "*"):
          let part = many()
          // Twice `**/` is no more than once.
          if case .directories = part, case .directories? = parts.last { break }
          parts.append(part)
          stars += 1
        case UInt8(ascii: "["):
          position += 1
          parts.append(.set(set()))
        default:
          parts.append(.byte(foldsCase ? byte.lowercased : byte))
          position += 1
        }
      }
      return parts
    }

    private mutating func many() -> Part {
      let start = position
      while position < bytes.count, bytes[position] == UInt8(ascii: "*") { position += 1 }
      guard isPath else { return .everything }
      let isAtStart = start == 0 ? !isInWord : bytes[start - 1] == 0x2f
      guard position - start > 1, isAtStart else { return .star }
      if position == bytes.count { return .everything }
      if bytes[position] == 0x2f {
        position += 1
        return .directories
      }
      let escapesSlash =
        bytes[position] == UInt8(ascii: "\\") && position + 1 < bytes.count
        && bytes[position + 1] == 0x2f
      return escapesSlash ? .everything : .star
    }

    /// Returns what stands in brackets, as a set of bytes.
    private mutating func set() -> SIMD4<UInt64> {
      var set = SIMD4<UInt64>()
      func add(_ byte: UInt8) { set[Int(byte / 64)] |= 1 << UInt64(byte % 64) }
      var isNegated = false
      if position < bytes.count, bytes[position] == UInt8(ascii: "!") || bytes[position] == 0x5e {
        isNegated = true
        position += 1
      }
      var previous: UInt8?
      var isFirst = true
      while true {
        guard position < bytes.count else {
          isBroken = true
          return set
        }
        var byte = bytes[position]
        // A bracket that closes at once stands for itself.
        if byte == UInt8(ascii: "]"), !isFirst { break }
        isFirst = false
        position += 1
        let next = position < bytes.count ? bytes[position] : nil
        if byte == UInt8(ascii: "-"), let low = previous, let next, next != UInt8(ascii: "]") {
          var high = next
          position += 1
          if high == UInt8(ascii: "\\") {
            guard position < bytes.count else {
              isBroken = true
              return set
            }
            high = bytes[position]
            position += 1
          }
          if low <= high {
            for byte in low...high {
              add(byte)
              // git folds the text to lower case, and tries its upper case in ranges only.
              if foldsCase, byte.isLetter, byte != byte.lowercased { add(byte.lowercased) }
            }
          }
          previous = nil
          continue
        }
        if byte == UInt8(ascii: "["), next == UInt8(ascii: ":"), let end = classEnd() {
          guard let members = CharacterClass(bytes[position + 1..<end - 1]) else {
            isBroken = true
            return set
          }
          for byte in UInt8.min...UInt8.max where members.contains(byte, foldsCase: foldsCase) {
            add(byte)
          }
          position = end + 1
          previous = nil
          continue
        }
        if byte == UInt8(ascii: "\\") {
          guard let next else {
            isBroken = true
            return set
          }
          byte = next
          position += 1
        }
        add(byte)
        previous = byte
      }
      position += 1
      if foldsCase {
        // The text is folded first, so that a capital counts as its small letter does.
        for capital in UInt8(ascii: "A")...UInt8(ascii: "Z") {
          let small = capital.lowercased
          let holds = set[Int(small / 64)] >> UInt64(small % 64) & 1
          set[Int(capital / 64)] &= ~(1 << UInt64(capital % 64))
          set[Int(capital / 64)] |= holds << UInt64(capital % 64)
        }
      }
      if isNegated { set = ~set }
      if isPath { set[0] &= ~(1 << 0x2f) }
      return set
    }

    /// Returns where the bracket is that ends a class `[:name:]`; nothing where it is none.
    private mutating func classEnd() -> Int? {
      var end = position + 1
      while end < bytes.count, bytes[end] != UInt8(ascii: "]") { end += 1 }
      guard end < bytes.count else {
        isBroken = true
        return nil
      }
      return end - position >= 2 && bytes[end - 1] == UInt8(ascii: ":") ? end : nil
    }
  }
}

/// The classes of bytes that POSIX names, in the C locale: glob(7).
private struct CharacterClass {
  private let name: String

  init?(_ name: ArraySlice<UInt8>) {
    self.name = name.text
    guard Self.names.contains(self.name) else { return nil }
  }

  private static let names: Set<String> = [
    "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "xdigit",
  ]

  func contains(_ byte: UInt8, foldsCase: Bool) -> Bool {
    let isGraphic = (0x21...0x7e).contains(byte)
    return switch name {
    case "alnum": byte.isLetterOrDigit
    case "alpha": byte.isLetter
    case "blank": byte == 0x20 || byte == 0x09
    case "cntrl": byte < 0x20 || byte == 0x7f
    case "digit": (0x30...0x39).contains(byte)
    case "graph": isGraphic
    case "lower": (0x61...0x7a).contains(byte)
    case "print": isGraphic || byte == 0x20
    case "punct": isGraphic && !byte.isLetterOrDigit
    case "space": byte.isSpace
    case "upper": foldsCase ? byte.isLetter : (0x41...0x5a).contains(byte)
    default: byte.hexadecimalDigit != nil
    }
  }
}
