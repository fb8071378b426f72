/// The text that Git LFS stores in place of a large file: the file's size and hash, on three lines.
struct LFSPointer: Equatable, Sendable {
  /// The SHA-256 of the file's content.
  let hash: [UInt8]
  /// In bytes.
  let size: Int64

  /// No pointer is larger.
  static let limit = 1024

  /// Takes the text of a pointer apart; nothing where it is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.count < Self.limit, bytes.hasPrefix("version https://git-lfs.github.com/spec/v1\n")
    else { return nil }
    var hash: [UInt8]?
    var size: Int64?
    for line in bytes.split(separator: 0x0a) {
      if line.hasPrefix("oid sha256:") {
        let digits = line.dropFirst(11).compactMap { $0.hexadecimalDigit }
        guard digits.count == 64 else { return nil }
        hash = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
      } else if line.hasPrefix("size ") {
        size = Int64(line.dropFirst(5).text)
      }
    }
    guard let hash, let size, size >= 0 else { return nil }
    self.hash = hash
    self.size = size
  }
}
