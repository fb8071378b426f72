import System

/// The indexes of all packs of an object directory, as far as counting and abbreviating need them:
/// gitformat-pack(5), version 2.
struct PackIndexes: ~Copyable {
  private let paths: [String]
  /// How many objects are packed.
  let count: Int

  init(_ directory: String) {
    var paths: [String] = []
    if var entries = try? Directory(directory) {
      while let entry = try? entries.next() {
        let name = entry.name.text
        if name.hasSuffix(".idx") { paths.append(directory + "/" + name) }
      }
    }
    self.paths = paths
    count = paths.reduce(0) { sum, path in
      guard let file = try? MappedFile(path) else { return sum }
      return sum + PackIndexTable.count(in: file.bytes)
    }
  }

  /// How many digits at its start `id` shares with another packed object, at most.
  func commonDigits(with id: ObjectID) -> Int {
    var longest = -1
    for path in paths {
      guard let file = try? MappedFile(path) else { continue }
      longest = max(longest, PackIndexTable.commonDigits(with: id, in: file.bytes))
    }
    return longest
  }
}

/// The sorted table of names in a pack index.
enum PackIndexTable {
  private static let names = 8 + 256 * 4

  /// The number of objects, as far as the size of the file allows it.
  static func count(in bytes: Span<UInt8>) -> Int {
    guard bytes.bigEndian(UInt32.self, at: 0) == 0xff74_4f63,
      bytes.bigEndian(UInt32.self, at: 4) == 2,
      let count = bytes.bigEndian(UInt32.self, at: names - 4), bytes.count > names
    else { return 0 }
    return min(Int(count), (bytes.count - names) / 20)
  }

  static func commonDigits(with id: ObjectID, in bytes: Span<UInt8>) -> Int {
    let size = id.format.size
    let count = min(count(in: bytes), (bytes.count - names) / size)
    guard count > 0 else { return -1 }
    // The first name that is not below `id`; its neighbours are the closest there are.
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      guard let other = ObjectID(bytes, at: names + middle * size, id.format) else { return -1 }
      if other < id { low = middle + 1 } else { high = middle }
    }
    var longest = -1
    for index in max(0, low - 1)..<min(count, low + 2) {
      guard let other = ObjectID(bytes, at: names + index * size, id.format), other != id else {
        continue
      }
      longest = max(longest, id.commonDigits(with: other))
    }
    return longest
  }
}
