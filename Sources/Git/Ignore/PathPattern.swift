import System

/// A pattern of one line of an ignore or attribute file, with what its form says.
struct PathPattern: Sendable {
  /// The pattern begins with `!`: what it fits is taken back.
  let isNegated: Bool
  /// The pattern ends in a slash: only directories fit.
  let directoryOnly: Bool
  /// The pattern has no slash: it is held against the last name of a path.
  private let isName: Bool
  /// What comes before the first special character.
  private let literal: [UInt8]
  private let rest: Rest
  private let foldsCase: Bool

  private enum Rest: Sendable {
    case nothing
    /// A star, and then this.
    case suffix([UInt8])
    case glob(Glob)
  }

  /// - Parameter pattern: without white space around it, as the kind of file strips it.
  init(_ pattern: ArraySlice<UInt8>, foldsCase: Bool) {
    var pattern = pattern
    isNegated = pattern.first == UInt8(ascii: "!")
    if isNegated { pattern = pattern.dropFirst() }
    directoryOnly = pattern.last == 0x2f
    if directoryOnly { pattern = pattern.dropLast() }
    isName = !pattern.contains(0x2f)
    self.foldsCase = foldsCase
    if !isName, pattern.first == 0x2f { pattern = pattern.dropFirst() }
    let literal = pattern.prefix { !Self.isSpecial($0) }
    let tail = pattern.dropFirst(literal.count)
    if tail.isEmpty {
      self.literal = Array(literal)
      rest = .nothing
    } else if isName, literal.isEmpty, tail.first == UInt8(ascii: "*"),
      !tail.dropFirst().contains(where: Self.isSpecial)
    {
      self.literal = []
      rest = .suffix(Array(tail.dropFirst()))
    } else if isName {
      self.literal = Array(literal)
      rest = .glob(Glob(tail, isPath: false, foldsCase: foldsCase))
    } else {
      self.literal = Array(literal)
      let isInWord = literal.last.map { $0 != 0x2f } ?? false
      rest = .glob(Glob(tail, isPath: true, isInWord: isInWord, foldsCase: foldsCase))
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): true
    default: false
    }
  }

  /// Returns whether the pattern fits.
  ///
  /// - Parameters:
  ///   - path: relative to the directory of the pattern's file.
  ///   - nameStart: where the last name of the path begins.
  func matches(_ path: Span<UInt8>, nameStart: Int, isDirectory: Bool) -> Bool {
    if directoryOnly, !isDirectory { return false }
    let text = isName ? path.extracting(droppingFirst: nameStart) : path
    switch rest {
    case .nothing: return isEqual(text, literal.span)
    case .suffix(let suffix):
      return text.count >= suffix.count && isEqual(text.extracting(last: suffix.count), suffix.span)
    case .glob(let glob):
      guard text.count >= literal.count,
        isEqual(text.extracting(first: literal.count), literal.span)
      else { return false }
      return glob.matches(text.extracting(droppingFirst: literal.count))
    }
  }

  /// The bytes that what fits begins with, at most four of them, as a number.
  var start: PathStart { PathStart(literal.span, count: literal.count, isName: isName, foldsCase) }

  private func isEqual(_ text: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard foldsCase else { return text.isEqual(to: other) }
    guard text.count == other.count else { return false }
    for index in text.indices where text[index].lowercased != other[index].lowercased {
      return false
    }
    return true
  }
}

/// The first bytes of a path or of its last name, by which patterns are found that may fit it.
struct PathStart: Hashable {
  private let bytes: UInt64

  static let longest = 4

  /// - Parameter count: how many bytes to take, of which there are at most ``longest``.
  init(_ text: Span<UInt8>, count: Int, isName: Bool, _ foldsCase: Bool) {
    let count = min(count, text.count, Self.longest)
    var bytes: UInt64 = isName ? 16 : 0
    bytes |= UInt64(count)
    for index in 0..<count {
      bytes = bytes << 8 | UInt64(foldsCase ? text[index].lowercased : text[index])
    }
    self.bytes = bytes
  }
}
