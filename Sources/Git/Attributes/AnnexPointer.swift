import SHA
import System

/// The text that git-annex stores in place of a file: a path that ends in the file's key.
struct AnnexPointer {
  /// In bytes, where the key says it.
  let size: Int64?
  /// The hash of the file's content, where the key is one that can be checked here.
  let digest: (function: Digest.Function, bytes: [UInt8])?

  /// No pointer is larger.
  static let limit = 32768

  /// Takes a pointer `/annex/objects/SHA256E-s6--….txt` apart; nothing where it is none.
  init?(_ bytes: [UInt8]) {
    let line = bytes.prefix { $0 != 0x0a }
    guard bytes.count < Self.limit, line.hasPrefix("/annex/objects/"),
      let slash = line.lastIndex(of: 0x2f)
    else { return nil }
    let key = line[(slash + 1)...]
    let dash = UInt8(ascii: "-")
    // Fields, two dashes, and then the name.
    guard
      let end = key.indices.dropLast().first(where: { key[$0] == dash && key[$0 + 1] == dash })
    else { return nil }
    let fields = key[..<end].split(separator: dash)
    guard let backend = fields.first?.text else { return nil }
    size = fields.dropFirst().first { $0.first == UInt8(ascii: "s") }
      .flatMap { Int64($0.dropFirst().text) }
    let function: Digest.Function? =
      switch backend {
      case "SHA256", "SHA256E": .sha256
      case "SHA1", "SHA1E": .sha1
      default: nil
      }
    let digits = key[(end + 2)...].prefix { $0 != UInt8(ascii: ".") }
      .compactMap { $0.hexadecimalDigit }
    digest = function.flatMap { function in
      guard digits.count == (function == .sha256 ? 64 : 40) else { return nil }
      let bytes = stride(from: 0, to: digits.count, by: 2).map {
        digits[$0] << 4 | digits[$0 + 1]
      }
      return (function, bytes)
    }
  }
}
