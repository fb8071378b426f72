/// The `packed-refs` file: lines of an object's name, a space and a reference's name.
enum PackedReferences {
  /// The object that `name` stands for.
  static func find(_ name: [UInt8], in bytes: Span<UInt8>) -> ObjectID? {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0a { end += 1 }
      if let id = match(name, in: bytes, from: start, to: end) { return id }
      start = end + 1
    }
    return nil
  }

  private static func match(
    _ name: [UInt8], in bytes: Span<UInt8>, from start: Int, to end: Int
  ) -> ObjectID? {
    // Comments begin with `#`, and what an annotated tag leads to with `^`.
    let space = end - name.count - 1
    guard space - start == 40 || space - start == 64, bytes[space] == 0x20 else { return nil }
    for index in name.indices where bytes[space + 1 + index] != name[index] { return nil }
    return ObjectID(hexadecimal: (start..<space).map { bytes[$0] })
  }
}
