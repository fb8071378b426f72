/// The table of contents of a file in chunks: gitformat-chunk(5).
struct Chunks {
  private var ranges: [String: Range<Int>] = [:]

  /// Reads the table behind `header` bytes; nothing where it leads out of the file.
  init?(_ bytes: Span<UInt8>, header: Int, count: Int) {
    for index in 0..<count {
      let place = header + index * 12
      guard bytes.count - place >= 24,
        let start = bytes.bigEndian(UInt64.self, at: place + 4),
        let end = bytes.bigEndian(UInt64.self, at: place + 16),
        start <= end, end <= UInt64(bytes.count)
      else { return nil }
      let name = (0..<4).map { bytes[place + $0] }.text
      ranges[name] = Int(start)..<Int(end)
    }
  }

  /// Where the chunk of that name lies.
  subscript(name: String) -> Range<Int>? { ranges[name] }
}
