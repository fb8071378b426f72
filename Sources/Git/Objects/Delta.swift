/// Instructions that turn one object into another: gitformat-pack(5), "Deltified representation".
enum Delta {
  /// The object that `delta` makes of `base`; nothing where it does not fit.
  static func apply(_ delta: [UInt8], to base: [UInt8], limit: Int) -> [UInt8]? {
    guard let (from, size, start) = sizes(delta), from == base.count, size <= limit else {
      return nil
    }
    var result: [UInt8] = []
    // A lie about the size costs no memory: it is only taken as far as the delta could make it.
    result.reserveCapacity(min(size, (delta.count + 1) * 0x10000))
    var position = start
    while position < delta.count {
      let command = delta[position]
      position += 1
      if command & 0x80 != 0 {
        var offset = 0
        var count = 0
        for bit in 0..<7 where command & 1 << UInt8(bit) != 0 {
          guard position < delta.count else { return nil }
          let byte = Int(delta[position])
          position += 1
          if bit < 4 { offset |= byte << (bit * 8) } else { count |= byte << (bit * 8 - 32) }
        }
        if count == 0 { count = 0x10000 }
        guard offset <= base.count, count <= base.count - offset, count <= size - result.count
        else { return nil }
        result += base[offset..<offset + count]
      } else {
        let count = Int(command)
        guard count > 0, count <= delta.count - position, count <= size - result.count else {
          return nil
        }
        result += delta[position..<position + count]
        position += count
      }
    }
    return result.count == size ? result : nil
  }

  /// The sizes of the base and of the result that a delta begins with, and where they end.
  static func sizes(_ delta: [UInt8]) -> (base: Int, result: Int, end: Int)? {
    var position = 0
    func number() -> Int? {
      var value = 0
      var shift = 0
      while position < delta.count, shift < 56 {
        let byte = delta[position]
        position += 1
        value |= Int(byte & 0x7f) << shift
        if byte & 0x80 == 0 { return value }
        shift += 7
      }
      return nil
    }
    guard let base = number(), let result = number() else { return nil }
    return (base, result, position)
  }
}
