import System

/// A file of what was found out: a header, the hashes of keys, and values.
///
/// A hash is at its place in a table or soon after it. A value is a hash, a hash over the value
/// itself, a length and bytes.
struct CacheFile: ~Copyable, Sendable {
  private let file: MappedFile
  private let slots: Int
  /// The file's own, without which its hashes mean nothing.
  let key: (UInt64, UInt64)

  private static let magic = Array("detour 3".utf8)
  private static let header = 40
  /// As many keys are kept at most: 16 MB.
  static let limit = 1 << 20
  /// The bit of a key that holds for ever, and as many of these are kept at most.
  static let lasting: UInt64 = 1 << 63
  static let lastingLimit = 1 << 16
  /// As many values, and bytes of one.
  static let valuesLimit = 32
  static let valueLimit = 4096

  /// A short text under a hash of what it depends on.
  struct Value: Sendable {
    let hash: UInt64
    let bytes: [UInt8]
  }

  /// No keys, and a new key.
  init() {
    file = MappedFile()
    slots = 0
    key = (.random(in: 0 ... .max), .random(in: 0 ... .max))
  }

  /// Maps the file at `path`; nothing where it is damaged, or another user's or open to others.
  init?(_ path: String, user: UInt32) {
    guard let descriptor = try? FileDescriptor(opening: path, [.noFollow, .nonBlocking]),
      let status = try? Status(of: descriptor), status.kind == .file, status.owner == user,
      status.permissions & 0o022 == 0, let file = try? MappedFile(descriptor),
      let (key, slots) = Self.header(of: file)
    else { return nil }
    self.file = file
    self.slots = slots
    self.key = key
  }

  private static func header(
    of file: borrowing MappedFile
  ) -> (key: (UInt64, UInt64), slots: Int)? {
    let bytes = file.bytes
    guard bytes.count >= header, bytes.extracting(first: 8).isEqual(to: magic.span),
      let first = bytes.bigEndian(UInt64.self, at: 8),
      let second = bytes.bigEndian(UInt64.self, at: 16),
      let count = bytes.bigEndian(UInt64.self, at: 24), count <= UInt64(limit * 4),
      count.nonzeroBitCount == 1, let values = bytes.bigEndian(UInt64.self, at: 32),
      values <= UInt64(valuesLimit * (valueLimit + 18)),
      bytes.count == header + Int(count) * 8 + Int(values)
    else { return nil }
    return ((first, second), Int(count))
  }

  var isEmpty: Bool { slots == 0 }

  func contains(_ hash: UInt64) -> Bool {
    guard slots > 0 else { return false }
    let bytes = file.bytes
    var slot = Int(truncatingIfNeeded: hash) & (slots - 1)
    for _ in 0..<slots {
      guard let value = bytes.bigEndian(UInt64.self, at: Self.header + slot * 8), value != 0
      else { return false }
      if value == hash { return true }
      slot = (slot + 1) & (slots - 1)
    }
    return false
  }

  /// The hashes of all keys in it.
  var keys: Set<UInt64> {
    var all: Set<UInt64> = []
    for slot in 0..<slots {
      guard let value = file.bytes.bigEndian(UInt64.self, at: Self.header + slot * 8), value != 0
      else { continue }
      all.insert(value)
    }
    return all
  }

  /// All values in it that are whole.
  var values: [Value] {
    var values: [Value] = []
    let bytes = file.bytes
    var offset = Self.header + slots * 8
    while values.count < Self.valuesLimit, let hash = bytes.bigEndian(UInt64.self, at: offset),
      let check = bytes.bigEndian(UInt64.self, at: offset + 8),
      let length = bytes.bigEndian(UInt16.self, at: offset + 16),
      Int(length) <= Self.valueLimit, offset + 18 + Int(length) <= bytes.count
    {
      let text = bytes.copy(offset + 18, offset + 18 + Int(length))
      let value = Value(hash: hash, bytes: text)
      if check == Self.check(of: value, key) { values.append(value) }
      offset += 18 + Int(length)
    }
    return values
  }

  /// Tells a value from one that a damaged disk made of it.
  @_optimize(speed)
  private static func check(of value: Value, _ key: (UInt64, UInt64)) -> UInt64 {
    var hasher = KeyedHash(key)
    hasher.add(value.hash)
    hasher.add(value.bytes.span)
    return hasher.end
  }

  /// The bytes of a file with these keys and values under a key.
  @_optimize(speed)
  static func bytes(
    of keys: Set<UInt64>, _ values: [Value], key: (UInt64, UInt64)
  ) -> [UInt8] {
    var count = 64
    while count < keys.count * 2 { count *= 2 }
    var slots = [UInt64](repeating: 0, count: count)
    for key in keys {
      var slot = Int(truncatingIfNeeded: key) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = key
    }
    var text: [UInt8] = []
    for value in values.prefix(valuesLimit) where value.bytes.count <= valueLimit {
      text.append(bigEndian: value.hash)
      text.append(bigEndian: check(of: value, key))
      text.append(bigEndian: UInt16(value.bytes.count))
      text += value.bytes
    }
    var bytes = magic
    bytes.reserveCapacity(header + count * 8 + text.count)
    for word in [key.0, key.1, UInt64(count), UInt64(text.count)] + slots {
      bytes.append(bigEndian: word)
    }
    return bytes + text
  }
}
