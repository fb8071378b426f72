import Synchronization
import System

/// The entries of an index in a third of the memory, for one that is kept for long and seldom
/// looked at.
///
/// Each entry keeps its place among the bytes of the file. The kernel takes the memory of these
/// back, and a block of them is written there again before it is looked at. One thread at a time
/// looks.
final class PackedEntries: Sendable {
  fileprivate struct Content: Sendable {
    var text: [UInt8] = []
    /// Where each block begins in the text, and where the last one ends.
    var places: [UInt32] = []
    /// Where each block begins in the file, and where the last one ends.
    var starts: [UInt32] = []
    var isThere: [Bool] = []
    var thereCount = 0
    /// Of an object's name, in bytes.
    var size = 0

    init() {}
  }

  private let isPacked = Atomic<Bool>(false)
  private let content = Mutex(Content())

  /// Where the entries begin in the file.
  private static let start: UInt32 = 12
  /// A block has the entries that begin in so many bytes.
  private static let blockBits: UInt32 = 13
  /// Fewer entries are not worth it.
  private static let leastCount = 4096
  /// So many blocks may be there at rest.
  private static let restCount = 64

  /// Writes the entries around a place where they belong, if they are not there.
  func unpack(around record: UInt32, in file: borrowing MappedFile) {
    guard isPacked.load(ordering: .relaxed) else { return }
    let block = Int((record - Self.start) >> Self.blockBits)
    let found = content.withLock { content -> (bytes: [UInt8], start: Int)? in
      guard content.isThere.indices.contains(block), !content.isThere[block] else { return nil }
      content.isThere[block] = true
      content.thereCount += 1
      return (content.bytes(of: block), Int(content.starts[block]))
    }
    if let found { file.write(found.bytes, at: found.start) }
  }

  /// Gives the memory of what was looked at back, where it is much.
  func rest(in file: borrowing MappedFile) {
    guard isPacked.load(ordering: .relaxed) else { return }
    let range = content.withLock { content -> Range<Int>? in
      guard content.thereCount > Self.restCount, let last = content.starts.last else { return nil }
      content.isThere = Array(repeating: false, count: content.isThere.count)
      content.thereCount = 0
      return Int(Self.start)..<Int(last)
    }
    if let range { file.discard(range) }
  }

  /// Packs the entries, which are in the order of the file, and gives their memory back.
  func pack(
    _ entries: [IndexEntry], in file: borrowing MappedFile, _ format: ObjectFormat
  ) {
    guard !isPacked.load(ordering: .relaxed) else { return rest(in: file) }
    guard entries.count >= Self.leastCount,
      let new = Content(entries, file.bytes, format, Self.start, Self.blockBits),
      let last = new.starts.last
    else { return }
    content.withLock { $0 = new }
    file.discard(Int(Self.start)..<Int(last))
    isPacked.store(true, ordering: .relaxed)
  }
}

extension PackedEntries.Content {
  /// Nothing where the bytes could not be written again as they are.
  fileprivate init?(
    _ entries: [IndexEntry], _ bytes: Span<UInt8>, _ format: ObjectFormat, _ start: UInt32,
    _ blockBits: UInt32
  ) {
    var writer = EntryWriter(format)
    writer.text.reserveCapacity(entries.count * (format.size + 12))
    var end = start
    var number = 0
    while number < entries.count {
      // A block in which no entry begins is empty.
      let limit = start + UInt32(starts.count + 1) << blockBits
      starts.append(end)
      places.append(UInt32(truncatingIfNeeded: writer.text.count))
      writer.begin()
      while number < entries.count, entries[number].record < limit {
        guard entries[number].record == end else { return nil }
        end = writer.add(entries[number], bytes)
        number += 1
      }
    }
    starts.append(end)
    places.append(UInt32(truncatingIfNeeded: writer.text.count))
    isThere = Array(repeating: false, count: starts.count - 1)
    // Without what was set aside for more.
    text = Array(writer.text[...])
    size = format.size
    for block in isThere.indices {
      let own = bytes.extracting(Int(starts[block])..<Int(starts[block + 1]))
      guard own.isEqual(to: self.bytes(of: block).span) else { return nil }
    }
  }

  /// The bytes of a block as they are in the file.
  fileprivate func bytes(of block: Int) -> [UInt8] {
    var reader = EntryReader(
      text, Int(places[block])..<Int(places[block + 1]), size,
      count: Int(starts[block + 1] - starts[block]))
    return reader.all()
  }
}
