import Crypto

/// The name that content would have as a blob of a repository.
///
/// It tells whether content is the same as before. git looks, while it hashes, for the traces of a
/// collision made on purpose; that guards what comes into a repository, and nothing does from here.
struct BlobHash {
  private var function: any HashFunction

  /// - Parameter size: of all the content, in bytes.
  init(_ format: ObjectFormat, size: Int) {
    function =
      switch format {
      case .sha1: Insecure.SHA1()
      case .sha256: SHA256()
      }
    let header = Array("blob \(size)\0".utf8)
    add(header.span)
  }

  mutating func add(_ bytes: Span<UInt8>) { function.add(bytes) }

  func end() -> ObjectID? {
    let bytes = function.end()
    return ObjectID(bytes.span, bytes.count == ObjectFormat.sha1.size ? .sha1 : .sha256)
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
