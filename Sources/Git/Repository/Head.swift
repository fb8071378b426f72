import System

/// What a repository's `HEAD` says.
public enum Head: Equatable, Sendable {
  /// It stands for the reference of that name, which need not exist yet.
  case symbolic([UInt8])
  /// It is a commit of no branch.
  case detached(ObjectID)

  /// Takes the text of a `HEAD` file apart; nothing where git would not take it for one.
  init?(_ bytes: [UInt8]) {
    if bytes.hasPrefix("ref:") {
      let name = bytes.dropFirst(4).prefix { $0 != 0x0a && $0 != 0x0d }.trimmed
      guard name.hasPrefix("refs/") else { return nil }
      self = .symbolic(name)
      return
    }
    let line = bytes.prefix { !$0.isSpace }
    guard let id = ObjectID(hexadecimal: line) else { return nil }
    self = .detached(id)
  }

  /// Reads the `HEAD` of a git directory, a file or a symbolic link into `refs`.
  init?(at path: some PathName) {
    if let target = try? target(ofLink: path), target.hasPrefix("refs/") {
      self = .symbolic(target)
      return
    }
    // git reads 256 bytes and no more.
    guard let bytes = try? Git.head(of: path, 256), let head = Head(bytes) else { return nil }
    self = head
  }

  static func isPlausible(at path: some PathName) -> Bool { Head(at: path) != nil }
}

/// The first `count` bytes of the regular file at `path`.
func head(of path: some PathName, _ count: Int) throws(Errno) -> [UInt8] {
  let file = try FileDescriptor(opening: path, [.nonBlocking, .noTerminal])
  guard try Status(of: file).kind == .file else { throw .invalid }
  return try file.read(atMost: count)
}
