/// A hash that takes 64 bytes at a time and gives its words in the end.
protocol BlockHash: Sendable {
  init()
  mutating func take(_ block: Span<UInt8>)
  var words: [UInt32] { get }
}

/// The hash of bytes that come in pieces.
struct Hashing<Hash: BlockHash>: Sendable {
  private var hash = Hash()
  private var rest: [UInt8] = []
  private var count: UInt64 = 0

  init() {}

  mutating func add(_ bytes: Span<UInt8>) {
    count &+= UInt64(bytes.count)
    var offset = 0
    if !rest.isEmpty {
      let missing = min(64 - rest.count, bytes.count)
      for index in 0..<missing { rest.append(bytes[index]) }
      offset = missing
      guard rest.count == 64 else { return }
      take()
      rest.removeAll()
    }
    while bytes.count - offset >= 64 {
      hash.take(bytes.extracting(offset..<offset + 64))
      offset += 64
    }
    for index in offset..<bytes.count { rest.append(bytes[index]) }
  }

  private mutating func take() {
    let block = rest
    hash.take(block.span)
  }

  /// The bytes of the hash; nothing may be added after.
  consuming func end() -> [UInt8] {
    let bits = count &* 8
    var padding: [UInt8] = [0x80]
    while (rest.count + padding.count) % 64 != 56 { padding.append(0) }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    add(padding.span)
    return hash.words.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }
}

/// The name that content would have as a blob of a repository.
enum BlobHash: Sendable {
  case sha1(Hashing<SHA1>)
  case sha256(Hashing<SHA256>)

  /// - Parameter size: of all the content, in bytes.
  init(_ format: ObjectFormat, size: Int) {
    self = format == .sha1 ? .sha1(Hashing()) : .sha256(Hashing())
    let header = Array("blob \(size)\0".utf8)
    add(header.span)
  }

  mutating func add(_ bytes: Span<UInt8>) {
    switch self {
    case .sha1(var hashing):
      self = .sha1(Hashing())
      hashing.add(bytes)
      self = .sha1(hashing)
    case .sha256(var hashing):
      self = .sha256(Hashing())
      hashing.add(bytes)
      self = .sha256(hashing)
    }
  }

  func end() -> ObjectID? {
    switch self {
    case .sha1(let hashing):
      let bytes = hashing.end()
      return ObjectID(bytes.span, .sha1)
    case .sha256(let hashing):
      let bytes = hashing.end()
      return ObjectID(bytes.span, .sha256)
    }
  }

  /// The name of `content`.
  static func name(of content: [UInt8], _ format: ObjectFormat) -> ObjectID? {
    var hash = BlobHash(format, size: content.count)
    hash.add(content.span)
    return hash.end()
  }
}

extension Span<UInt8> {
  /// The big-endian word at `offset`, which the caller knows to be there.
  func word(at offset: Int) -> UInt32 {
    UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
      | UInt32(self[offset + 3])
  }
}
