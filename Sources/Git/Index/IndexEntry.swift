/// The index's entry of one path, as places in the bytes of its file.
struct IndexEntry: Sendable {
  /// Where the stat data begin, in the file that `recordIsShared` tells.
  var record: UInt32
  /// Where the path begins.
  var path: UInt32
  /// The path's length in bytes.
  var length: UInt32
  /// The bits of gitformat-index(5): assume-valid, extended and stage, then the name's length.
  var flags: UInt16
  /// The bits of version 3: skip-worktree and intent-to-add.
  var extendedFlags: UInt16
  var pathSource: PathSource
  /// Whether the stat data are in the shared file of a split index.
  var recordIsShared: Bool

  /// Which bytes hold a path.
  enum PathSource: UInt8, Sendable {
    /// The index file itself.
    case own
    /// The shared file of a split index.
    case shared
    /// Memory, for what version 4 stores as the difference to the path before.
    case cache
  }

  /// 0, or in a conflict 1 for the base, 2 for ours and 3 for theirs.
  var stage: UInt16 { flags >> 12 & 3 }
  /// The user promised not to change the file: git-update-index(1), `--assume-unchanged`.
  var isAssumedUnchanged: Bool { flags & 0x8000 != 0 }
  /// The file need not be in the work tree.
  var skipsWorkTree: Bool { extendedFlags & 0x4000 != 0 }
  /// Only the path was added, its content not yet: git-add(1), `-N`.
  var isIntentToAdd: Bool { extendedFlags & 0x2000 != 0 }
}

/// The stat data and the object of an entry: gitformat-index(5), "Index entry".
struct IndexRecord: Sendable {
  let changedSeconds: UInt32
  let changedNanoseconds: UInt32
  let modifiedSeconds: UInt32
  let modifiedNanoseconds: UInt32
  let inode: UInt32
  let mode: UInt32
  let owner: UInt32
  let group: UInt32
  /// The size of the file modulo 2^32.
  let size: UInt32
}

extension IndexRecord {
  /// Whether the entry is a submodule.
  var isCommit: Bool { IndexMode(of: mode) == .commit }

  /// Whether the entry is a directory in the work tree: a submodule, or one that is left out whole.
  var isDirectory: Bool { mode & 0o040000 != 0 }

  /// Its size in the file without the object's name.
  static let size = 40

  /// Reads the record at `offset`; nothing where fewer bytes are left.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset >= 0, offset <= bytes.count - Self.size else { return nil }
    let record = bytes.extracting(offset..<offset + Self.size)
    changedSeconds = record.word(0)
    changedNanoseconds = record.word(1)
    modifiedSeconds = record.word(2)
    modifiedNanoseconds = record.word(3)
    inode = record.word(5)
    mode = record.word(6)
    owner = record.word(7)
    group = record.word(8)
    size = record.word(9)
  }
}

extension Span<UInt8> {
  /// The big-endian word at `index`, which the caller has checked to be there.
  @inline(__always)
  fileprivate func word(_ index: Int) -> UInt32 {
    UInt32(self[index * 4]) << 24 | UInt32(self[index * 4 + 1]) << 16
      | UInt32(self[index * 4 + 2]) << 8 | UInt32(self[index * 4 + 3])
  }
}

/// The kind of an entry: the upper bits of its mode.
struct IndexMode: RawRepresentable, Hashable, Sendable {
  let rawValue: UInt32

  static let file = IndexMode(rawValue: 0o100000)
  static let link = IndexMode(rawValue: 0o120000)
  /// A commit of another repository: a submodule.
  static let commit = IndexMode(rawValue: 0o160000)
  /// A whole directory that is outside of the sparse checkout.
  static let directory = IndexMode(rawValue: 0o040000)

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(of mode: UInt32) { rawValue = mode & 0o170000 }
}
