import CGio
import CSHA
import Testing

@testable import SHA

/// Both hashes against GLib's, with the processor's instructions and without.
@Suite struct DigestTests {
  static let ways: [(SHA.Digest.Function, Bool)] = [
    (.sha1, false), (.sha256, false), (.sha1, true), (.sha256, true),
  ].filter { !$0.1 || detour_sha_available() != 0 }

  /// What GChecksum says.
  private func witness(_ function: SHA.Digest.Function, _ bytes: [UInt8]) -> [UInt8] {
    let kind = function == .sha1 ? G_CHECKSUM_SHA1 : G_CHECKSUM_SHA256
    let checksum = g_checksum_new(kind)
    defer { g_checksum_free(checksum) }
    g_checksum_update(checksum, bytes, bytes.count)
    var digest = [UInt8](repeating: 0, count: 32)
    var count: gsize = 32
    g_checksum_get_digest(checksum, &digest, &count)
    return Array(digest.prefix(Int(count)))
  }

  private func random(_ count: Int, _ generator: inout some RandomNumberGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  @Test(arguments: ways)
  func `agrees for each length up to five blocks`(
    function: SHA.Digest.Function, isAccelerated: Bool
  ) {
    var generator = SystemRandomNumberGenerator()
    for count in 0...320 {
      let bytes = random(count, &generator)
      var digest = SHA.Digest(function, isAccelerated: isAccelerated)
      digest.add(bytes.span)
      #expect(digest.finished() == witness(function, bytes), "\(bytes)")
    }
  }

  @Test(arguments: ways)
  func `agrees however the bytes are split`(function: SHA.Digest.Function, isAccelerated: Bool) {
    var generator = SystemRandomNumberGenerator()
    let bytes = random(135, &generator)
    let expected = witness(function, bytes)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        var digest = SHA.Digest(function, isAccelerated: isAccelerated)
        digest.add(bytes.span.extracting(..<first))
        digest.add(bytes.span.extracting(first..<second))
        digest.add(bytes.span.extracting(second...))
        guard digest.finished() == expected else {
          Issue.record("\(bytes) split at \(first) and \(second)")
          return
        }
      }
    }
  }

  @Test(arguments: ways)
  func `agrees for random lengths in random pieces`(
    function: SHA.Digest.Function, isAccelerated: Bool
  ) {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<12 {
      let bytes = random(.random(in: 0...100_000), &generator)
      var digest = SHA.Digest(function, isAccelerated: isAccelerated)
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(.random(in: 0...(Bool.random() ? 70 : 30_000)))
        digest.add(piece.span)
        rest = rest.dropFirst(piece.count)
      }
      #expect(digest.finished() == witness(function, bytes), "\(bytes.count) bytes")
    }
  }

  @Test(arguments: ways)
  func `can be asked on the way`(function: SHA.Digest.Function, isAccelerated: Bool) {
    var digest = SHA.Digest(function, isAccelerated: isAccelerated)
    var bytes: [UInt8] = []
    for byte in UInt8(0)...200 {
      digest.add([byte].span)
      bytes.append(byte)
      #expect(digest.finished() == witness(function, bytes))
    }
  }
}
