import System

/// The `packed-refs` file: lines of an object's name, a space and a reference's name, sorted where
/// the first line says so.
enum PackedReferences {
  /// The object that `name` stands for.
  static func find(_ name: [UInt8], in bytes: Span<UInt8>) -> ObjectID? {
    let range = isSorted(bytes) ? place(of: name, in: bytes) : 0..<bytes.count
    var start = range.lowerBound
    while start < range.upperBound, let end = lineEnd(from: start, in: bytes) {
      if compare(name, in: bytes, from: start, to: end) == 0 { return id(in: bytes, at: start) }
      start = end + 1
    }
    return nil
  }

  /// Where in a sorted file the line of `name` is, if it has one.
  private static func place(of name: [UInt8], in bytes: Span<UInt8>) -> Range<Int> {
    var low = 0
    var high = bytes.count
    while high - low > 512 {
      guard let middle = lineStart(before: (low + high) / 2, from: low, in: bytes),
        middle > low, let end = lineEnd(from: middle, in: bytes),
        let order = compare(name, in: bytes, from: middle, to: end)
      else { break }
      if order < 0 { high = middle } else { low = middle }
    }
    // The line that `high` was cut at may be one that says more of the line before.
    return low..<min(bytes.count, high + 256)
  }

  /// Adds all whose names begin with `prefix`.
  static func all(
    under prefix: [UInt8], in bytes: Span<UInt8>, into found: inout [[UInt8]: Head]
  ) {
    let isSorted = isSorted(bytes)
    var start = isSorted ? place(of: prefix, in: bytes).lowerBound : 0
    while start < bytes.count, let end = lineEnd(from: start, in: bytes) {
      if let name = nameStart(in: bytes, from: start, to: end) {
        if end - name > prefix.count,
          prefix.indices.allSatisfy({ bytes[name + $0] == prefix[$0] })
        {
          let whole = (name..<end).map { bytes[$0] }
          if ReferenceName.isValid(whole), let id = id(in: bytes, at: start) {
            found[whole] = .detached(id)
          }
        } else if isSorted, let order = compare(prefix, in: bytes, from: start, to: end), order < 0
        {
          break
        }
      }
      start = end + 1
    }
  }

  /// What each reference of a file that says so leads to when tags are followed, by its name; nil
  /// where the file does not say.
  static func peeled(
    under prefix: [UInt8], in bytes: Span<UInt8>
  ) -> [[UInt8]: (id: ObjectID, peeled: ObjectID)]? {
    guard isFullyPeeled(bytes) else { return nil }
    var found: [[UInt8]: (id: ObjectID, peeled: ObjectID)] = [:]
    var previous: [UInt8]?
    var start = isSorted(bytes) ? place(of: prefix, in: bytes).lowerBound : 0
    while start < bytes.count, let end = lineEnd(from: start, in: bytes) {
      if bytes[start] == UInt8(ascii: "^") {
        if let name = previous, let id = found[name]?.id,
          let peeled = ObjectID(hexadecimal: bytes.copy(start + 1, end))
        {
          found[name] = (id, peeled)
        }
      } else if let name = nameStart(in: bytes, from: start, to: end) {
        previous = nil
        if end - name > prefix.count,
          bytes.extracting(name..<name + prefix.count).isEqual(to: prefix.span),
          let id = ObjectID(hexadecimal: bytes.copy(start, name - 1))
        {
          let whole = bytes.copy(name, end)
          found[whole] = (id, id)
          previous = whole
        }
      }
      start = end + 1
    }
    return found
  }

  /// Whether each tag is followed by the line of what it leads to.
  private static func isFullyPeeled(_ bytes: Span<UInt8>) -> Bool {
    guard let end = lineEnd(from: 0, in: bytes), end > 0, bytes[0] == UInt8(ascii: "#") else {
      return false
    }
    return bytes.copy(0, end).split(separator: 0x20)
      .contains { $0.elementsEqual("fully-peeled".utf8) }
  }

  /// The names of the references under `prefix` that are `id`, or tags that lead to it; nil where
  /// the file does not say what tags lead to.
  static func names(
    of id: ObjectID, under prefix: [UInt8], in bytes: Span<UInt8>
  ) -> [[UInt8]]? {
    guard isFullyPeeled(bytes) else { return nil }
    let digits = Array(id.description.utf8)
    var found: [[UInt8]] = []
    var start = isSorted(bytes) ? place(of: prefix, in: bytes).lowerBound : 0
    var name = 0..<0
    while start < bytes.count, let end = lineEnd(from: start, in: bytes) {
      let isPeeled = bytes[start] == UInt8(ascii: "^")
      let first = isPeeled ? start + 1 : start
      if !isPeeled { name = (nameStart(in: bytes, from: start, to: end) ?? end)..<end }
      if end - first >= digits.count, bytes[first] == digits[0],
        bytes.extracting(first..<first + digits.count).isEqual(to: digits.span),
        name.count > prefix.count,
        bytes.extracting(name.lowerBound..<name.lowerBound + prefix.count)
          .isEqual(to: prefix.span)
      {
        found.append(bytes.copy(name.lowerBound, name.upperBound))
      }
      start = end + 1
    }
    return found
  }

  private static func isSorted(_ bytes: Span<UInt8>) -> Bool {
    guard let end = lineEnd(from: 0, in: bytes), end > 0, bytes[0] == UInt8(ascii: "#") else {
      return false
    }
    return (0..<end).map { bytes[$0] }.split(separator: 0x20)
      .contains { $0.elementsEqual("sorted".utf8) }
  }

  /// No line is longer: a name is at most as long as a path.
  private static let longest = 1 << 13

  /// Where a line ends; nothing where it does not end soon enough to be one.
  private static func lineEnd(from start: Int, in bytes: Span<UInt8>) -> Int? {
    let limit = min(bytes.count, start + longest)
    var end = start
    while end < limit, bytes[end] != 0x0a { end += 1 }
    return end == bytes.count || end < limit ? end : nil
  }

  /// Where the line of a reference begins that `place` is in, not before `low`.
  private static func lineStart(before place: Int, from low: Int, in bytes: Span<UInt8>) -> Int? {
    let limit = max(low, place - 2 * longest)
    var start = place
    while true {
      while start > limit, bytes[start - 1] != 0x0a { start -= 1 }
      guard start > low else { return start }
      guard start > limit else { return nil }
      // `^` lines say what the tag on the line before leads to.
      guard bytes[start] == UInt8(ascii: "^") else { return start }
      start -= 1
    }
  }

  /// Where the name begins on a line; nothing where the line holds none: a comment begins with
  /// `#`, and what an annotated tag leads to with `^`.
  private static func nameStart(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    for size in [40, 64] where end - start > size + 1 && bytes[start + size] == 0x20 {
      return start + size + 1
    }
    return nil
  }

  private static func id(in bytes: Span<UInt8>, at start: Int) -> ObjectID? {
    var end = start
    while end < bytes.count, bytes[end] != 0x20 { end += 1 }
    return ObjectID(hexadecimal: (start..<end).map { bytes[$0] })
  }

  /// How `name` sorts against the name on a line: below zero when it comes first.
  private static func compare(
    _ name: [UInt8], in bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard let place = nameStart(in: bytes, from: start, to: end) else { return nil }
    let count = end - place
    for index in 0..<min(count, name.count) where bytes[place + index] != name[index] {
      return Int(name[index]) - Int(bytes[place + index])
    }
    return name.count - count
  }
}
