import System

/// The keys of a reftable's block, one after another: each tells what it shares with the last one.
struct ReftableRecords {
  /// More than a path may have; without a bound a hostile table could make names without end.
  private static let longest = 1 << 13

  private var position: Int
  private let end: Int
  private(set) var key: [UInt8] = []

  init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// Moves to the next key, and gives the type of its value; nothing at the end, and where the
  /// block breaks its format.
  mutating func next(_ bytes: Span<UInt8>) -> Int? {
    guard position < end, let shared = number(bytes), shared <= key.count,
      let rest = number(bytes), shared + (rest >> 3) <= Self.longest,
      let suffix = take(rest >> 3, bytes)
    else { return nil }
    key.removeLast(key.count - shared)
    key += suffix
    return rest & 7
  }

  mutating func take(_ count: Int, _ bytes: Span<UInt8>) -> [UInt8]? {
    guard count <= end - position else { return nil }
    defer { position += count }
    return bytes.copy(position, position + count)
  }

  mutating func object(_ bytes: Span<UInt8>, _ format: ObjectFormat) -> ObjectID? {
    guard format.size <= end - position else { return nil }
    defer { position += format.size }
    return ObjectID(bytes, at: position, format)
  }

  /// Moves behind a text that its length stands before.
  mutating func skipText(_ bytes: Span<UInt8>) -> Bool {
    guard let count = number(bytes) else { return false }
    return skip(count)
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count <= end - position else { return false }
    position += count
    return true
  }

  mutating func number(_ bytes: Span<UInt8>) -> Int? {
    guard position < end, let number = bytes.offsetNumber(at: &position), position <= end else {
      return nil
    }
    return number
  }
}
