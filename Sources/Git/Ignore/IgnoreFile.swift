import System

/// The patterns of one ignore file: gitignore(5).
struct IgnoreFile: Sendable {
  private let patterns: [PathPattern]
  /// The places of patterns by what they begin with, where there are many; nil where there are few.
  private let places: [PathStart: [Int]]?
  private let foldsCase: Bool
  /// The file as it is.
  let text: [UInt8]

  /// More than this of one file is not read.
  static let limit = 100 << 20

  init(_ bytes: Span<UInt8>, foldsCase: Bool) {
    text = bytes.copy(0, bytes.count)
    var patterns: [PathPattern] = []
    // A byte order mark at the start is passed over.
    var start = 0
    if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { start = 3 }
    while start < bytes.count {
      let end = bytes.offset(of: 0x0a, from: start) ?? bytes.count
      var stop = end
      if stop > start, bytes[stop - 1] == 0x0d { stop -= 1 }
      // A line of a carriage return alone is a pattern to git, which fits an empty name.
      let isEmpty = end == start
      let line = bytes.copy(start, stop)
      start = end + 1
      // The file's text is C's: a NUL ends the line.
      let text = line.prefix { $0 != 0 }
      guard !isEmpty, text.first != UInt8(ascii: "#") else { continue }
      patterns.append(PathPattern(Self.withoutTrailingSpaces(text), foldsCase: foldsCase))
    }
    self.patterns = patterns
    self.foldsCase = foldsCase
    if patterns.count > Self.many {
      var places: [PathStart: [Int]] = [:]
      for (place, pattern) in patterns.enumerated() {
        places[pattern.start, default: []].append(place)
      }
      self.places = places
    } else {
      places = nil
    }
  }

  /// With more patterns than this it is quicker to look up those that may fit.
  private static let many = 32

  /// The line without the spaces at its end, of which a backslash keeps one.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case 0x20: index += 1
      case UInt8(ascii: "\\"):
        index += 2
        end = min(index, line.endIndex)
      default:
        index += 1
        end = index
      }
    }
    return line[..<end]
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// Returns whether the file says that a path is ignored, or that it is not; nothing where it says
  /// neither. The last pattern that fits counts.
  @_optimize(speed)
  func verdict(on path: Span<UInt8>, nameStart: Int, isDirectory: Bool) -> Bool? {
    if let places {
      return verdict(on: path, nameStart: nameStart, isDirectory: isDirectory, places)
    }
    for pattern in patterns.reversed()
    where pattern.matches(path, nameStart: nameStart, isDirectory: isDirectory) {
      return !pattern.isNegated
    }
    return nil
  }

  @_optimize(speed)
  private func verdict(
    on path: Span<UInt8>, nameStart: Int, isDirectory: Bool, _ places: [PathStart: [Int]]
  ) -> Bool? {
    var last = -1
    let name = path.extracting(droppingFirst: nameStart)
    for isName in [true, false] {
      let text = isName ? name : path
      for count in 0...min(PathStart.longest, text.count) {
        let start = PathStart(text, count: count, isName: isName, foldsCase)
        guard let found = places[start] else { continue }
        for place in found.reversed() {
          if place <= last { break }
          if patterns[place].matches(path, nameStart: nameStart, isDirectory: isDirectory) {
            last = place
            break
          }
        }
      }
    }
    return last < 0 ? nil : !patterns[last].isNegated
  }
}
