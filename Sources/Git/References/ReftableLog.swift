import Zlib

/// The log of a reftable: what its references have been.
struct ReftableLog {
  private let table: Reftable
  private let start: Int

  /// Nothing where the table has no log.
  init?(_ table: Reftable, in bytes: Span<UInt8>) {
    // The footer repeats the header; then follow where the sections begin: of the references'
    // index, of objects, of their index, and of the log.
    let place = table.end + table.headerSize + 24
    guard let position = bytes.bigEndian(UInt64.self, at: place),
      let start = Int(exactly: position), start < table.end
    else { return nil }
    // A log that is all there is begins behind the header, and its place is not told.
    guard bytes[start == 0 ? table.headerSize : start] == UInt8(ascii: "g") else { return nil }
    self.table = table
    self.start = start
  }

  /// More than this is not unpacked, whatever a table promises.
  private static let limit = 256 << 20

  /// Notes which entries there are for `name`, by the number of the update that made them, and
  /// which are gone.
  ///
  /// - Returns: whether the log could be read.
  func entries(of name: [UInt8], in bytes: Span<UInt8>, into found: inout [UInt64: Bool]) -> Bool {
    var start = start
    var left = Self.limit
    while start < table.end {
      let head = start == 0 ? table.headerSize : start
      guard head + 4 <= table.end else { return false }
      guard bytes[head] == UInt8(ascii: "g") else { return true }
      let skipped = head + 4 - start
      let size = Reftable.threeBytes(bytes, at: head + 1) - skipped
      left -= size
      var next = head + 4
      guard size >= 2, left >= 0,
        let block = try? inflate(
          bytes.extracting(first: table.end), movingFrom: &next, size: size)
      else { return false }
      guard let goesOn = read(block.span, name, into: &found) else { return false }
      if !goesOn { return true }
      start = next
    }
    return true
  }

  /// Reads a block; tells whether what is looked for may go on behind it, or nothing where the
  /// block breaks its format.
  private func read(
    _ block: Span<UInt8>, _ name: [UInt8], into found: inout [UInt64: Bool]
  ) -> Bool? {
    let restarts = Int(block[block.count - 2]) << 8 | Int(block[block.count - 1])
    let end = block.count - 2 - 3 * restarts
    guard end >= 0 else { return nil }
    var records = ReftableRecords(0..<end)
    while let type = records.next(block) {
      // The key ends in a NUL and the number, turned round so that the newest comes first.
      guard records.key.count > 9,
        let number = records.key.span.bigEndian(
          UInt64.self, at: records.key.count - 8)
      else { return nil }
      let update = ~number
      let reference = records.key.dropLast(9)
      if name.lexicographicallyPrecedes(reference) { return false }
      let isWanted = reference.elementsEqual(name)
      switch type {
      case 0: if isWanted { found[update] = false }
      case 1:
        guard let old = records.object(block, table.format),
          let new = records.object(block, table.format), records.skipText(block),
          records.skipText(block), records.number(block) != nil, records.skip(2),
          records.skipText(block)
        else { return nil }
        // One that leads from nothing to nothing only says that there is a log.
        if isWanted { found[update] = !(old.isNull && new.isNull) }
      default: return nil
      }
    }
    return true
  }
}
