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
    var index = 0
    while index + 8 <= bytes.count {
      var word: UInt64 = 0
      for place in 0..<8 { word |= UInt64(bytes[index + place]) << UInt64(place * 8) }
      add(word)
      index += 8
    }
    var last: UInt64 = 0
    while index < bytes.count {
      last = last << 8 | UInt64(bytes[index])
      index += 1
    }
    add(last)
    add(UInt64(bytes.count))
  }

  /// The hash, never zero.
  var end: UInt64 {
    var mixed = self
    mixed.add(0x6465_746f_7572)
    return mixed.state == 0 ? 1 : mixed.state
  }
}
