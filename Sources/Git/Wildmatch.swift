/// git's shell patterns: gitglossary(7) "pathspec", gitignore(5).
///
/// `*` and `?` stop at a slash, `**` between slashes crosses them, `[…]` is a set with ranges,
/// classes and negation, and a backslash takes the next character as it is.
struct Wildmatch {
  private let pattern: [UInt8]
  private let foldingCase: Bool
  /// Whether `*` and `?` stop at a slash.
  private let byPath: Bool

  private enum Result {
    case match
    case miss
    /// The text ended first: no star before this one can help.
    case end
    /// A slash came: only `**` can help.
    case slash
  }

  init(_ pattern: [UInt8], foldingCase: Bool = false, byPath: Bool = true) {
    self.pattern = foldingCase ? pattern.map(\.lowercased) : pattern
    self.foldingCase = foldingCase
    self.byPath = byPath
  }

  /// Whether the pattern covers the whole of `text`.
  func matches(_ text: some Sequence<UInt8>) -> Bool {
    var budget = 1 << 20
    return match(0, Array(foldingCase ? text.map(\.lowercased) : Array(text)), 0, &budget) == .match
  }

  /// - Parameter budget: how many more characters may be looked at: a hostile pattern of many
  ///   stars must not hang, and matches nothing.
  private func match(
    _ start: Int, _ text: [UInt8], _ from: Int, _ budget: inout Int
  ) -> Result {
    var p = start
    var t = from
    while p < pattern.count {
      budget -= 1
      if budget < 0 { return .end }
      let character = pattern[p]
      if t >= text.count, character != UInt8(ascii: "*") { return .end }
      switch character {
      case UInt8(ascii: "\\"):
        p += 1
        guard p < pattern.count, text[t] == pattern[p] else { return .miss }
      case UInt8(ascii: "?"):
        if byPath, text[t] == UInt8(ascii: "/") { return .miss }
      case UInt8(ascii: "*"): return matchStar(p, text, t, &budget)
      case UInt8(ascii: "["):
        guard let (inside, end) = matchSet(p, text[t]) else { return .end }
        if !inside || byPath && text[t] == UInt8(ascii: "/") { return .miss }
        p = end
      default:
        if text[t] != character { return .miss }
      }
      p += 1
      t += 1
    }
    return t == text.count ? .match : .miss
  }

  private func matchStar(
    _ star: Int, _ text: [UInt8], _ from: Int, _ budget: inout Int
  ) -> Result {
    let slash = UInt8(ascii: "/")
    var p = star + 1
    var t = from
    var crossing = !byPath
    if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
      while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
      if byPath {
        let isAlone =
          (star == 0 || pattern[star - 1] == slash)
          && (p == pattern.count || pattern[p] == slash
            || pattern[p] == UInt8(ascii: "\\") && p + 1 < pattern.count && pattern[p + 1] == slash)
        crossing = isAlone
        // `**/` also stands for no directory at all.
        if isAlone, p < pattern.count, pattern[p] == slash,
          match(p + 1, text, t, &budget) == .match
        {
          return .match
        }
      }
    }
    if p == pattern.count {
      return crossing || !text[t...].contains(slash) ? .match : .slash
    }
    if !crossing, pattern[p] == slash {
      guard let next = text[t...].firstIndex(of: slash) else { return .slash }
      return match(p + 1, text, next + 1, &budget)
    }
    while t < text.count {
      budget -= 1
      if budget < 0 { return .end }
      let result = match(p, text, t, &budget)
      if result != .miss {
        if !crossing || result != .slash { return result }
      } else if !crossing, text[t] == slash {
        return .slash
      }
      t += 1
    }
    return .end
  }

  /// Whether `character` is in the set that begins at `start`, and where its bracket closes;
  /// nothing where it does not close.
  private func matchSet(_ start: Int, _ character: UInt8) -> (Bool, Int)? {
    var p = start + 1
    guard p < pattern.count else { return nil }
    let negated = pattern[p] == UInt8(ascii: "!") || pattern[p] == UInt8(ascii: "^")
    if negated { p += 1 }
    var inside = false
    var previous: UInt8?
    let first = p
    while p < pattern.count {
      var current = pattern[p]
      if current == UInt8(ascii: "]"), p > first { return (inside != negated, p) }
      if current == UInt8(ascii: "\\") {
        p += 1
        guard p < pattern.count else { return nil }
        current = pattern[p]
        if current == character { inside = true }
        previous = current
      } else if current == UInt8(ascii: "-"), let low = previous, p + 1 < pattern.count,
        pattern[p + 1] != UInt8(ascii: "]")
      {
        p += 1
        var high = pattern[p]
        if high == UInt8(ascii: "\\") {
          p += 1
          guard p < pattern.count else { return nil }
          high = pattern[p]
        }
        if low <= character && character <= high { inside = true }
        if foldingCase, (0x61...0x7a).contains(character) {
          let upper = character - 0x20
          if low <= upper && upper <= high { inside = true }
        }
        previous = nil
      } else if current == UInt8(ascii: "["), p + 1 < pattern.count,
        pattern[p + 1] == UInt8(ascii: ":")
      {
        guard let close = pattern[(p + 2)...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        if close > p + 2, pattern[close - 1] == UInt8(ascii: ":") {
          guard let isMember = isMember(character, of: pattern[(p + 2)..<(close - 1)]) else {
            return nil
          }
          if isMember { inside = true }
          p = close
          previous = nil
        } else {
          // It was no class, but an opening bracket in the set.
          if character == current { inside = true }
          previous = current
        }
      } else {
        if character == current { inside = true }
        previous = current
      }
      p += 1
    }
    return nil
  }

  private func isMember(_ character: UInt8, of name: ArraySlice<UInt8>) -> Bool? {
    let isUpper = (0x41...0x5a).contains(character)
    let isLower = (0x61...0x7a).contains(character)
    let isGraph = (0x21...0x7e).contains(character)
    switch name.text {
    case "alnum": return character.isLetterOrDigit
    case "alpha": return character.isLetter
    case "blank": return character == 0x20 || character == 0x09
    case "cntrl": return character < 0x20 || character == 0x7f
    case "digit": return (0x30...0x39).contains(character)
    case "graph": return isGraph
    case "lower": return isLower
    case "print": return isGraph || character == 0x20
    case "punct": return isGraph && !character.isLetterOrDigit
    case "space": return character.isSpace
    case "upper": return isUpper || foldingCase && isLower
    case "xdigit": return character.hexadecimalDigit != nil
    default: return nil
    }
  }
}
