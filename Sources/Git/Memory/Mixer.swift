import System

/// A hash with a key, for facts that are kept by their hash alone.
///
/// The key is each file's own, so that no repository can be made to hit on another fact's hash.
struct Mixer: Sendable {
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

  mutating func add(_ bytes: [UInt8]) { add(bytes.span) }

  mutating func add(_ object: ObjectID) {
    for word in 0..<4 { add(object.word(word)) }
  }

  func adding(_ value: UInt64) -> Mixer {
    var mixer = self
    mixer.add(value)
    return mixer
  }

  /// The hash, never zero.
  var end: UInt64 {
    var mixed = self
    mixed.add(0x6465_746f_7572)
    return mixed.state == 0 ? 1 : mixed.state
  }
}

/// What a fact says, so that facts about the same thing differ.
enum Kind {
  /// A directory has only names that the index has.
  static let onlyTracked: UInt64 = 1
  /// A file's content is that of its blob.
  static let equal: UInt64 = 2
  /// It is not.
  static let other: UInt64 = 3
  /// What the index does not have in a directory is ignored.
  static let onlyIgnored: UInt64 = 4
  /// How far two commits have gone apart.
  static let divergence: UInt64 = 5
  /// The name of a commit.
  static let name: UInt64 = 6
  /// The tree of a commit.
  static let tree: UInt64 = 7
  /// A file that was changed.
  static let changedFile: UInt64 = 8
  /// A directory with a name that is neither tracked nor ignored.
  static let otherNames: UInt64 = 9
}
