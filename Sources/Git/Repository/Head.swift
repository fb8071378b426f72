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
    guard case .head(let head) = Self.look(at: path) else { return nil }
    self = head
  }

  /// What is found where a reference may have a file of its own.
  enum Look {
    case head(Head)
    /// No file: the reference may be elsewhere.
    case nothing
    /// Something that says nothing.
    case damaged
  }

  static func look(at path: some PathName) -> Look {
    do throws(Errno) {
      return try look(at: path, [.nonBlocking, .noTerminal, .noFollow])
    } catch {
      guard error == .tooManyLinks else { return missing(error) }
    }
    if let target = try? target(ofLink: path), target.hasPrefix("refs/") {
      return .head(.symbolic(target))
    }
    do throws(Errno) {
      return try look(at: path, [.nonBlocking, .noTerminal])
    } catch {
      return missing(error)
    }
  }

  private static func look(
    at path: some PathName, _ options: FileDescriptor.Options
  ) throws(Errno) -> Look {
    let file = try FileDescriptor(opening: path, options)
    switch try Status(of: file).kind {
    case .file: break
    case .directory: return .nothing
    default: return .damaged
    }
    // The longest name fits.
    return Head(try file.read(atMost: 1 << 13)).map(Look.head) ?? .damaged
  }

  private static func missing(_ error: Errno) -> Look {
    error == .notFound || error == .notADirectory ? .nothing : .damaged
  }

  static func isPlausible(at path: some PathName) -> Bool { Head(at: path) != nil }
}

/// The first `count` bytes of the regular file at `path`.
func head(of path: some PathName, _ count: Int) throws(Errno) -> [UInt8] {
  let file = try FileDescriptor(opening: path, [.nonBlocking, .noTerminal])
  guard try Status(of: file).kind == .file else { throw .invalid }
  return try file.read(atMost: count)
}
