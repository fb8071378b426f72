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

  /// Returns where in a sorted file the line of `name` is, if it has one.
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

  /// All whose names begin with `prefix`, sorted by name.
  static func all(under prefix: [UInt8], in bytes: Span<UInt8>) -> [Reference] {
    let isSorted = isSorted(bytes)
    let isPeeled = isFullyPeeled(bytes)
    var found: [Reference] = []
    var isInOrder = true
    // Whether the line before has the last one that was found.
    var follows = false
    var start = isSorted ? place(of: prefix, in: bytes).lowerBound : 0
    // Memory that is not written to takes none, but there is not as much as a sparse file may promise.
    found.reserveCapacity(min((bytes.count - start) / Self.usualLength, 1 << 20))
    while start < bytes.count, let end = lineEnd(from: start, in: bytes) {
      let line = start
      start = end + 1
      if bytes[line] == UInt8(ascii: "^") {
        if follows, isPeeled, let peeled = ObjectID(hexadecimal: bytes, line + 1, end) {
          found[found.count - 1].peeled = peeled
        }
        follows = false
        continue
      }
      follows = false
      guard let name = nameStart(in: bytes, from: line, to: end) else { continue }
      if end - name > prefix.count,
        bytes.extracting(name..<name + prefix.count).isEqual(to: prefix.span)
      {
        let whole = bytes.copy(name, end)
        guard ReferenceName.isValid(whole), let id = ObjectID(hexadecimal: bytes, line, name - 1)
        else { continue }
        if isInOrder, let last = found.last, last.name.span.order(before: whole.span) >= 0 {
          isInOrder = false
        }
        found.append(Reference(name: whole, id: id, peeled: isPeeled ? id : nil))
        follows = true
      } else if isSorted, let order = compare(prefix, in: bytes, from: line, to: end), order < 0 {
        break
      }
    }
    return isInOrder ? found : sorted(found)
  }

  /// As a file has them that is not sorted, whatever it says: of one name the last counts.
  private static func sorted(_ entries: [Reference]) -> [Reference] {
    var places: [[UInt8]: Int] = [:]
    for (place, entry) in entries.enumerated() { places[entry.name] = place }
    return places.keys.sortedNames.compactMap { name in places[name].map { entries[$0] } }
  }

  /// Returns whether each tag is followed by the line of what it leads to.
  private static func isFullyPeeled(_ bytes: Span<UInt8>) -> Bool {
    says("fully-peeled", bytes)
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

  private static func isSorted(_ bytes: Span<UInt8>) -> Bool { says("sorted", bytes) }

  /// Returns whether the first line has that word.
  private static func says(_ word: String, _ bytes: Span<UInt8>) -> Bool {
    guard let end = lineEnd(from: 0, in: bytes), end > 0, bytes[0] == UInt8(ascii: "#") else {
      return false
    }
    let count = word.utf8.count
    var start = 1
    while start < end {
      let next = bytes.extracting(first: end).offset(of: 0x20, from: start) ?? end
      if next - start == count, bytes.extracting(start..<next).elementsEqual(word) { return true }
      start = next + 1
    }
    return false
  }

  /// Few lines are shorter.
  private static let usualLength = 60

  /// No line is longer: a name is at most as long as a path.
  private static let longest = 1 << 13

  /// Returns where a line ends; nothing where it does not end soon enough to be one.
  private static func lineEnd(from start: Int, in bytes: Span<UInt8>) -> Int? {
    let limit = min(bytes.count, start + longest)
    if let end = bytes.extracting(start..<limit).offset(of: 0x0a) { return start + end }
    return limit == bytes.count ? limit : nil
  }

  /// Returns where the line of a reference begins that `place` is in, not before `low`.
  private static func lineStart(before place: Int, from low: Int, in bytes: Span<UInt8>) -> Int? {
    let limit = max(low, place - 2 * longest)
    var start = place
    while true {
      start = bytes.extracting(limit..<start).lastOffset(of: 0x0a).map { limit + $0 + 1 } ?? limit
      guard start > low else { return start }
      guard start > limit else { return nil }
      // `^` lines say what the tag on the line before leads to.
      guard bytes[start] == UInt8(ascii: "^") else { return start }
      start -= 1
    }
  }

  /// Returns where the name begins on a line; nothing where the line holds none: a comment begins
  /// with `#`, and what an annotated tag leads to with `^`.
  private static func nameStart(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    for size in [40, 64] where end - start > size + 1 && bytes[start + size] == 0x20 {
      return start + size + 1
    }
    return nil
  }

  private static func id(in bytes: Span<UInt8>, at start: Int) -> ObjectID? {
    var end = start
    while end < bytes.count, bytes[end] != 0x20 { end += 1 }
    return ObjectID(hexadecimal: bytes, start, end)
  }

  /// Returns how `name` sorts against the name on a line: below zero when it comes first.
  private static func compare(
    _ name: [UInt8], in bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard let place = nameStart(in: bytes, from: start, to: end) else { return nil }
    return name.span.order(before: bytes.extracting(place..<end))
  }
}
