import System

/// A hash with a key, for facts that are kept by their hash alone.
///
/// The key is each file's own, so that no repository can be made to hit on another fact's hash.
struct Mixer {
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
    var mixer = self
    bytes.forEachWord { mixer.add($0) }
    mixer.add(UInt64(bytes.count))
    self = mixer
  }

  /// The hash, never zero.
  var end: UInt64 {
    var mixed = self
    mixed.add(0x6465_746f_7572)
    return mixed.state == 0 ? 1 : mixed.state
  }
}
