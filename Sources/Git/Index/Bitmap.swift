/// A set of positions in git's compressed form (EWAH): gitformat-bitmap(5), "Appendix A".
struct Bitmap: Sendable {
  /// In rising order.
  private(set) var positions: [Int] = []

  /// Reads the bitmap at `offset` and moves it behind; positions at `limit` and above are refused.
  init(_ bytes: Span<UInt8>, at offset: inout Int, limit: Int) throws(IndexTable.Flaw) {
    guard let bits = bytes.bigEndian(UInt32.self, at: offset),
      let count = bytes.bigEndian(UInt32.self, at: offset + 4)
    else { throw .truncated }
    let words = offset + 8
    guard Int(bits) <= limit else { throw .malformed("bitmap") }
    guard Int(count) <= (bytes.count - words - 4) / 8, bytes.count - words >= 4 else {
      throw .truncated
    }
    var position = 0
    var index = 0
    while index < Int(count) {
      guard let marker = bytes.bigEndian(UInt64.self, at: words + index * 8) else {
        throw .truncated
      }
      index += 1
      // One bit says which words run, 32 how many; 31 how many words follow as they are.
      let run = Int(marker >> 1 & 0xffff_ffff)
      let literals = Int(marker >> 33)
      guard run <= (limit - min(position, limit)) / 64 + 1 else { throw .malformed("bitmap") }
      if marker & 1 == 1 {
        let end = position + run * 64
        guard end <= limit + 63 else { throw .malformed("bitmap") }
        if position < limit { positions.append(contentsOf: position..<min(end, limit)) }
      }
      position += run * 64
      guard literals <= Int(count) - index else { throw .truncated }
      for _ in 0..<literals {
        guard var word = bytes.bigEndian(UInt64.self, at: words + index * 8) else {
          throw .truncated
        }
        index += 1
        while word != 0 {
          let place = position + word.trailingZeroBitCount
          guard place < limit else { throw .malformed("bitmap") }
          positions.append(place)
          word &= word - 1
        }
        position += 64
      }
    }
    // The place of the last marker, which only a writer needs, is four bytes more.
    offset = words + Int(count) * 8 + 4
  }
}
