import System

/// A repository's `HEAD`.
public enum Head: Equatable, Sendable {
  /// It stands for the reference of that name, which need not exist yet.
  case symbolic([UInt8])
  /// It is a commit of no branch.
  case detached(ObjectID)

  /// Takes the text of a `HEAD` file apart; nothing where it says nothing.
  ///
  /// To git all after `ref:` is the name; with more than one line it is one that cannot be.
  init?(_ bytes: [UInt8]) {
    if bytes.hasPrefix("ref:") {
      let name = bytes.dropFirst(4).trimmed.prefix { $0 != 0 }
      guard name.hasPrefix("refs/") else { return nil }
      self = .symbolic(Array(name))
      return
    }
    let line = bytes.prefix { !$0.isSpace && $0 != 0 }
    guard let id = ObjectID(hexadecimal: line) else { return nil }
    self = .detached(id)
  }

  /// Returns whether git takes a directory with a `HEAD` of that text for a repository, though it
  /// may make nothing of it.
  private static func isPlausible(_ bytes: [UInt8]) -> Bool {
    if bytes.hasPrefix("ref:"), bytes.dropFirst(4).drop(while: { $0.isSpace }).hasPrefix("refs/") {
      return true
    }
    let digits = bytes.prefix(40)
    return digits.count == 40 && digits.allSatisfy { $0.hexadecimalDigit != nil }
  }

  /// Reads the `HEAD` of a git directory, a file or a symbolic link into `refs`.
  init?(at path: some PathName) {
    guard case .head(let head) = Self.look(at: path) else { return nil }
    self = head
  }

  /// The content of a file that may be a reference's.
  enum Look {
    case head(Head)
    /// No file: the reference may be elsewhere.
    case nothing
    /// Something that says nothing, though as the `HEAD` of a repository git may take it.
    case damaged(isPlausible: Bool)
  }

  /// - Parameter isTop: whether it is the repository's own `HEAD`, which is no link to elsewhere.
  static func look(at path: some PathName, isTop: Bool = false) -> Look {
    do throws(Errno) {
      return try look(at: path, [.nonBlocking, .noTerminal, .noFollow])
    } catch {
      guard error == .tooManyLinks else { return missing(error) }
    }
    if let target = try? target(ofLink: path), target.hasPrefix("refs/") {
      return .head(.symbolic(target))
    }
    if isTop { return .damaged(isPlausible: false) }
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
    let status = try Status(of: file)
    switch status.kind {
    case .file: break
    case .directory: return .nothing
    default: return .damaged(isPlausible: false)
    }
    // The longest name fits; most are short.
    let bytes = try file.read(atMost: Int(min(max(status.size, 0), 1 << 13)) + 256)
    return Head(bytes).map(Look.head) ?? .damaged(isPlausible: isPlausible(bytes))
  }

  private static func missing(_ error: Errno) -> Look {
    error == .notFound || error == .notADirectory ? .nothing : .damaged(isPlausible: false)
  }

  /// Returns whether a directory with that `HEAD` may be a repository.
  static func isPlausible(at path: some PathName) -> Bool {
    switch look(at: path, isTop: true) {
    case .head: true
    case .damaged(let isPlausible): isPlausible
    case .nothing: false
    }
  }
}

/// The first `count` bytes of the regular file at `path`.
func head(of path: some PathName, _ count: Int) throws(Errno) -> [UInt8] {
  let file = try FileDescriptor(opening: path, [.nonBlocking, .noTerminal])
  guard try Status(of: file).kind == .file else { throw .invalid }
  return try file.read(atMost: count)
}
