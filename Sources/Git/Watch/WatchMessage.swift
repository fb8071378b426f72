public import System

/// A prompt's question to the watcher about a work tree.
///
/// Everything that the answer depends on and that lies outside of the tree is in it, as the prompt
/// itself saw it: the watcher refuses where it sees something else.
public struct WatchQuestion: Equatable, Sendable {
  /// The identity of a file and of its state.
  public struct FileIdentity: Equatable, Sendable {
    public var device: UInt64
    public var inode: UInt64
    public var size: Int64
    public var modified: Status.Time
    public var changed: Status.Time

    @export(interface) public init(_ status: Status) {
      device = status.device
      inode = status.inode
      size = status.size
      modified = status.modified
      changed = status.changed
    }

    init(
      device: UInt64, inode: UInt64, size: Int64, modified: Status.Time, changed: Status.Time
    ) {
      self.device = device
      self.inode = inode
      self.size = size
      self.modified = modified
      self.changed = changed
    }
  }

  /// Which tree is meant, and how it is to be looked at: each has a watched tree of its own.
  public struct Tree: Hashable, Sendable {
    /// The top of the work tree, as an absolute path without links.
    public var top: [UInt8]
    public var gitDirectory: [UInt8]
    public var commonDirectory: [UInt8]
    /// `$HOME`
    public var home: [UInt8]?
    /// `$XDG_CONFIG_HOME`, or what stands for it.
    public var configurationHome: [UInt8]?
    /// The system's configuration file.
    public var systemConfiguration: [UInt8]?
    /// The system's attribute file.
    public var systemAttributes: [UInt8]?
    /// Whether each file of an untracked directory counts.
    public var listsAllFiles: Bool
  }

  public var tree: Tree
  /// The inode of the mount namespace that the prompt is in.
  public var mountNamespace: UInt64
  public var topDevice: UInt64
  public var topInode: UInt64
  /// A hash of the whole configuration: 32 bytes.
  public var configuration: [UInt8]
  /// The index file; nothing where there is none.
  public var index: FileIdentity?
  /// The commit that HEAD leads to.
  public var head: ObjectID?
  /// The commits that HEAD is to be held against.
  public var others: [ObjectID]
  /// The directory of the prompt from the top of the tree, with a slash at its end; empty for the
  /// top. Conflicts are counted beneath it, too.
  public var directory: [UInt8]
}

/// The watcher's findings.
public struct WatchAnswer: Equatable, Sendable {
  public var staged: Int
  public var unstaged: Int
  public var untracked: Int
  public var conflicted: Int
  /// How many of the conflicts are beneath the directory of the prompt.
  public var conflictedHere: Int
  /// How far HEAD has gone apart from each commit that was asked about; nothing where that is not
  /// known yet.
  public var divergences: [AheadBehind?]
}

/// A message to the watcher.
public enum WatchRequest: Equatable, Sendable {
  case question(WatchQuestion)
  /// Which trees are watched, and how it goes.
  case report

  /// The longest that a message may be, in bytes.
  public static let limit = 65536

  /// More commits are not asked about at once.
  static let otherLimit = 8
}

/// A message from the watcher.
public enum WatchReply: Equatable, Sendable {
  case answer(WatchAnswer)
  case refusal(WatchRefusal)
  /// JSON
  case report([UInt8])
}

extension WatchRequest {
  /// What every message begins with: another number for another form of it.
  private static let start: UInt32 = 0x6470_7302

  /// - Parameter version: of the program; another one's question is refused before it is read.
  @export(interface) public func encoded(version: String) -> [UInt8] {
    var writer = WatchWriter()
    writer.add(Self.start)
    writer.add(Array(version.utf8))
    switch self {
    case .report: writer.add(UInt8(2))
    case .question(let question):
      writer.add(UInt8(1))
      writer.add(question)
    }
    return writer.bytes
  }

  /// - Throws: `.version` for a message of another version, `.malformed` for anything that is none.
  @export(interface) public init(_ bytes: [UInt8], version: String) throws(WatchRefusal) {
    var reader = WatchReader(bytes)
    guard let start = reader.number(UInt32.self), let other = reader.bytes() else {
      throw .malformed
    }
    guard start == Self.start, other.elementsEqual(version.utf8) else { throw .version }
    switch reader.number(UInt8.self) {
    case 1?:
      guard let question = reader.question(), reader.isAtEnd else { throw .malformed }
      self = .question(question)
    case 2? where reader.isAtEnd: self = .report
    default: throw .malformed
    }
  }
}

extension WatchReply {
  @export(interface)
  public var encoded: [UInt8] {
    var writer = WatchWriter()
    switch self {
    case .refusal(let refusal):
      writer.add(UInt8(0))
      writer.add(refusal.rawValue)
    case .answer(let answer):
      writer.add(UInt8(1))
      for number in [
        answer.staged, answer.unstaged, answer.untracked, answer.conflicted, answer.conflictedHere,
      ] { writer.add(UInt64(max(0, number))) }
      writer.add(UInt8(truncatingIfNeeded: answer.divergences.count))
      for divergence in answer.divergences {
        writer.add(UInt8(divergence == nil ? 0 : 1))
        writer.add(UInt64(max(0, divergence?.ahead ?? 0)))
        writer.add(UInt64(max(0, divergence?.behind ?? 0)))
      }
    case .report(let text):
      writer.add(UInt8(2))
      writer.add(text)
    }
    return writer.bytes
  }

  /// Nothing where the bytes are no reply, such as one that was cut off.
  @export(interface) public init?(_ bytes: [UInt8]) {
    var reader = WatchReader(bytes)
    switch reader.number(UInt8.self) {
    case 0?:
      guard let refusal = reader.number(UInt8.self).flatMap({ WatchRefusal(rawValue: $0) }) else {
        return nil
      }
      self = .refusal(refusal)
    case 1?:
      guard let answer = reader.answer() else { return nil }
      self = .answer(answer)
    case 2?:
      guard let text = reader.bytes() else { return nil }
      self = .report(text)
    default: return nil
    }
    guard reader.isAtEnd else { return nil }
  }
}
