import System

/// The hashes of facts in a file: a header, and then slots in which a hash is at its place or soon
/// after.
struct FactTable: ~Copyable, Sendable {
  private let file: MappedFile
  private let slots: Int
  /// The file's own, without which its hashes mean nothing.
  let key: (UInt64, UInt64)

  private static let magic = Array("detour 1".utf8)
  private static let header = 32
  /// As many facts are kept at most: 16 MB.
  static let limit = 1 << 20

  /// No facts, and a new key.
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
      count.nonzeroBitCount == 1, bytes.count == header + Int(count) * 8
    else { return nil }
    return ((first, second), Int(count))
  }

  func contains(_ hash: UInt64) -> Bool {
    guard slots > 0 else { return false }
    var slot = Int(truncatingIfNeeded: hash) & (slots - 1)
    for _ in 0..<slots {
      guard let value = file.bytes.bigEndian(UInt64.self, at: Self.header + slot * 8), value != 0
      else { return false }
      if value == hash { return true }
      slot = (slot + 1) & (slots - 1)
    }
    return false
  }

  /// All hashes in it.
  func all() -> Set<UInt64> {
    var all: Set<UInt64> = []
    for slot in 0..<slots {
      guard let value = file.bytes.bigEndian(UInt64.self, at: Self.header + slot * 8), value != 0
      else { continue }
      all.insert(value)
    }
    return all
  }

  /// The bytes of a file with these facts under a key.
  static func bytes(of facts: Set<UInt64>, key: (UInt64, UInt64)) -> [UInt8] {
    var count = 64
    while count < facts.count * 2 { count *= 2 }
    var slots = [UInt64](repeating: 0, count: count)
    for fact in facts {
      var slot = Int(truncatingIfNeeded: fact) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = fact
    }
    var bytes = magic
    bytes.reserveCapacity(header + count * 8)
    for word in [key.0, key.1, UInt64(count)] + slots {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }
}
