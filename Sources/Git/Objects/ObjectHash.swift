import Crypto

/// The name that content would have as a blob of a repository.
///
/// It tells whether content is the same as before. git looks, while it hashes, for the traces of a
/// collision made on purpose; that guards what comes into a repository, and nothing does from here.
struct BlobHash {
  private enum Function {
    case sha1(Insecure.SHA1)
    case sha256(SHA256)
  }
  private var function: Function

  /// - Parameter size: of all the content, in bytes.
  init(_ format: ObjectFormat, size: Int) {
    function =
      switch format {
      case .sha1: .sha1(Insecure.SHA1())
      case .sha256: .sha256(SHA256())
      }
    let header = Array("blob \(size)\0".utf8)
    add(header.span)
  }

  mutating func add(_ bytes: Span<UInt8>) {
    switch function {
    case .sha1(var hash):
      hash.add(bytes)
      function = .sha1(hash)
    case .sha256(var hash):
      hash.add(bytes)
      function = .sha256(hash)
    }
  }

  func end() -> ObjectID? {
    switch function {
    case .sha1(let hash): ObjectID(hash.end().span, .sha1)
    case .sha256(let hash): ObjectID(hash.end().span, .sha256)
    }
  }

  /// The name of `content`.
  static func name(of content: [UInt8], _ format: ObjectFormat) -> ObjectID? {
    var hash = BlobHash(format, size: content.count)
    hash.add(content.span)
    return hash.end()
  }
}

extension HashFunction {
  /// Takes bytes where they are, also those of a mapped file.
  mutating func add(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe update(bufferPointer: $0) }
  }

  /// The hash of all bytes so far.
  func end() -> [UInt8] { Array(finalize()) }
}
