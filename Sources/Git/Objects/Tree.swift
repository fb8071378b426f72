/// A directory as git stores it.
public struct Tree: Equatable, Sendable {
  /// A name in it.
  public struct Entry: Equatable, Sendable {
    /// As in the index: `0o100644`, `0o100755`, `0o120000`, `0o040000` or `0o160000`.
    public let mode: UInt32
    public let name: [UInt8]
    public let id: ObjectID

    public var isDirectory: Bool { mode & 0o170000 == 0o040000 }

    /// The name as the index would have it, and as it is sorted: a directory's ends in a slash.
    var key: [UInt8] { isDirectory ? name + [0x2f] : name }
  }

  /// In the order in which git sorts them: a directory as if its name ended in a slash.
  public let entries: [Entry]

  /// Takes the bytes of a tree apart; nothing where they are no tree's.
  @export(interface) public init?(_ bytes: [UInt8], _ format: ObjectFormat) {
    var entries: [Entry] = []
    var position = 0
    while position < bytes.count {
      var mode: UInt32 = 0
      var digits = 0
      while position < bytes.count, (0x30...0x37).contains(bytes[position]), digits < 7 {
        mode = mode << 3 | UInt32(bytes[position] - 0x30)
        position += 1
        digits += 1
      }
      guard digits > 0, position < bytes.count, bytes[position] == 0x20,
        let end = bytes[position...].firstIndex(of: 0), end > position + 1,
        let id = ObjectID(bytes.span, at: end + 1, format)
      else { return nil }
      entries.append(Entry(mode: mode, name: Array(bytes[(position + 1)..<end]), id: id))
      position = end + 1 + format.size
    }
    self.entries = entries
  }
}
