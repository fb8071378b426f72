import System

/// A keyed hash, for keys of the cache that are kept by their hash alone.
///
/// Each cache file has its own key, so that no repository can be made to collide with another entry.
struct KeyedHash: Sendable {
  private var state: UInt64
  private let key: UInt64

  init(_ key: (UInt64, UInt64)) {
    state = key.0
    self.key = key.1 | 1
  }

  mutating func add(_ value: UInt64) {
    let product = (state ^ value).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15 ^ key)
    state = product.high ^ product.low &+ value.byteSwapped
    state = state << 23 | state >> 41
  }

  mutating func add(_ bytes: Span<UInt8>) {
    var hasher = self
    bytes.forEachWord { hasher.add($0) }
    hasher.add(UInt64(bytes.count))
    self = hasher
  }

  mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

  mutating func add(_ object: ObjectID) {
    for word in 0..<4 { add(object.word(word)) }
  }

  mutating func add(_ kind: CacheKey.Kind) { add(kind.rawValue) }

  func adding(_ kind: CacheKey.Kind) -> KeyedHash {
    var hasher = self
    hasher.add(kind)
    return hasher
  }

  /// The hash, never zero.
  var end: UInt64 {
    var mixed = self
    mixed.add(0x6465_746f_7572)
    return mixed.state == 0 ? 1 : mixed.state
  }
}
