import SHA

/// The object name that content would have as a blob of a repository.
///
/// It shows whether content has changed. git also looks for the traces of a deliberate SHA-1
/// collision, to guard what enters a repository; nothing enters one from here.
struct BlobHash {
  private var digest: Digest
  private let format: ObjectFormat

  /// - Parameter size: the size of the whole content in bytes.
  init(_ format: ObjectFormat, size: Int) {
    self.format = format
    digest =
      switch format {
      case .sha1: Digest(.sha1)
      case .sha256: Digest(.sha256)
      }
    add(Array("blob \(size)\0".utf8).span)
  }

  /// Continues with `bytes`, which may be in a mapped file.
  mutating func add(_ bytes: Span<UInt8>) { digest.add(bytes) }

  /// The name of all content so far.
  func finished() -> ObjectID? { ObjectID(digest.finished().span, format) }

  /// The name of `content`.
  static func name(of content: [UInt8], _ format: ObjectFormat) -> ObjectID? {
    var hash = BlobHash(format, size: content.count)
    hash.add(content.span)
    return hash.finished()
  }
}
