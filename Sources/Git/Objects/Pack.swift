import System
import Zlib

/// A pack with its index: gitformat-pack(5).
final class Pack {
  private let index: MappedFile
  private let format: ObjectFormat
  let path: String
  private var opened: PackData??

  /// Opens the index at `path`, which ends in `.idx`; the pack itself is opened when it is read.
  init?(index path: String, _ format: ObjectFormat) {
    guard let index = try? MappedFile(path) else { return nil }
    self.index = index
    self.format = format
    self.path = String(path.dropLast(3)) + "pack"
  }

  /// Returns where the object lies in the pack.
  func offset(of id: ObjectID) -> Int? { index.read { PackIndexTable.offset(of: id, in: $0) } }

  /// The number of objects.
  var count: Int { index.read { PackIndexTable.count(in: $0, format) } }

  /// Returns how many digits at its start `id` shares with another object, at most.
  func commonDigits(with id: ObjectID) -> Int {
    index.read { PackIndexTable.commonDigits(with: id, in: $0) }
  }

  /// The pack's bytes; nothing where there is no pack to the index.
  var data: PackData? {
    if let opened { return opened }
    let data = PackData(path, format)
    opened = .some(data)
    return data
  }
}

/// The entries of a pack.
final class PackData {
  /// The entry at an offset of a pack.
  struct Entry {
    enum Shape {
      case whole(Object.Kind)
      /// Against the entry at that offset of the same pack.
      case offsetDelta(Int)
      /// Against the object of that name.
      case namedDelta(ObjectID)
    }
    let shape: Shape
    /// Of what the zlib stream holds.
    let size: Int
    /// Where the zlib stream begins.
    let start: Int
  }

  private let file: MappedFile
  private let format: ObjectFormat

  init?(_ path: String, _ format: ObjectFormat) {
    guard let file = try? MappedFile(path), file.read(Self.isPack) else { return nil }
    self.file = file
    self.format = format
  }

  private static func isPack(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.bigEndian(UInt32.self, at: 0) == 0x5041_434b,
      let version = bytes.bigEndian(UInt32.self, at: 4)
    else { return false }
    return version == 2 || version == 3
  }

  func entry(at offset: Int) -> Entry? {
    file.read { Self.entry(at: offset, in: $0, format) }
  }

  static func entry(at offset: Int, in bytes: Span<UInt8>, _ format: ObjectFormat) -> Entry? {
    guard offset >= 12, offset < bytes.count else { return nil }
    var position = offset
    var byte = bytes[position]
    position += 1
    let type = byte >> 4 & 7
    var size = Int(byte & 15)
    var shift = 4
    while byte & 0x80 != 0 {
      guard position < bytes.count, shift < 56 else { return nil }
      byte = bytes[position]
      position += 1
      size |= Int(byte & 0x7f) << shift
      shift += 7
    }
    switch type {
    case 1...4:
      guard let kind = Object.Kind(rawValue: type) else { return nil }
      return Entry(shape: .whole(kind), size: size, start: position)
    case 6:
      var distance = -1
      repeat {
        guard position < bytes.count, distance < 1 << 48 else { return nil }
        byte = bytes[position]
        position += 1
        distance = (distance + 1) << 7 | Int(byte & 0x7f)
      } while byte & 0x80 != 0
      guard distance > 0, distance < offset else { return nil }
      return Entry(shape: .offsetDelta(offset - distance), size: size, start: position)
    case 7:
      guard let id = ObjectID(bytes, at: position, format) else { return nil }
      return Entry(shape: .namedDelta(id), size: size, start: position + format.size)
    default: return nil
    }
  }

  func bytes(of entry: Entry, _ inflater: Inflater = Inflater()) -> [UInt8]? {
    file.read { try? inflater.inflate($0, from: entry.start, size: entry.size) }
  }
}
