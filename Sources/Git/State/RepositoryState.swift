import System

/// The operation that git is in the middle of in a work tree.
public struct RepositoryState: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case rebase = "REBASE"
    case am = "AM"
    /// A directory of patches that does not say whose it is.
    case amOrRebase = "AM/REBASE"
    case merge = "MERGING"
    case cherryPick = "CHERRY-PICKING"
    case revert = "REVERTING"
    case bisect = "BISECTING"
  }

  public let kind: Kind
  /// Which step of how many: digits only.
  @export(interface)
  public var step: (current: [UInt8], total: [UInt8])? {
    guard let current, let total else { return nil }
    return (current, total)
  }
  private var current: [UInt8]?
  private var total: [UInt8]?
  /// The branch that is being rebased, as git wrote it; `detached HEAD` where there was none.
  public private(set) var headName: [UInt8]?

  /// The operation of the work tree whose git directory it is.
  ///
  /// - Parameter references: those of the work tree, as some say what git is in the middle of.
  @export(interface) public init?(in gitDirectory: String, _ references: References) {
    let merge = gitDirectory + "/rebase-merge"
    let apply = gitDirectory + "/rebase-apply"
    if Git.kind(of: merge) == .directory {
      kind = .rebase
      // A rebase without a name leaves the place of the branch empty.
      headName = Self.line(merge + "/head-name") ?? []
      current = Self.number(merge + "/msgnum")
      total = Self.number(merge + "/end")
    } else if Git.kind(of: apply) == .directory {
      current = Self.number(apply + "/next")
      total = Self.number(apply + "/last")
      if Git.kind(of: apply + "/rebasing") == .file {
        kind = .rebase
        headName = Self.line(apply + "/head-name").flatMap { $0.isEmpty ? nil : $0 }
      } else {
        kind = Git.kind(of: apply + "/applying") == .file ? .am : .amOrRebase
      }
    } else if let kind = Self.simple(gitDirectory, references) {
      self.kind = kind
    } else {
      return nil
    }
  }

  private static func simple(_ gitDirectory: String, _ references: References) -> Kind? {
    func has(_ name: String) -> Bool { Git.kind(of: gitDirectory + "/" + name) == .file }
    if has("MERGE_HEAD") { return .merge }
    if references.hasOwn("CHERRY_PICK_HEAD") { return .cherryPick }
    if references.hasOwn("REVERT_HEAD") { return .revert }
    // A commit in the middle of a sequence leaves only the list of what is still to do.
    if let line = line(gitDirectory + "/sequencer/todo") {
      let word = line.prefix { $0 != 0x20 && $0 != 0x09 }
      if word.count < line.count {
        switch word.text {
        case "p", "pick": return .cherryPick
        case "revert": return .revert
        default: break
        }
      }
    }
    return has("BISECT_LOG") ? .bisect : nil
  }

  /// The first line of a file, without its end; the file may be larger than a line ever is.
  private static func line(_ path: String) -> [UInt8]? {
    guard let bytes = try? head(of: path, 4096) else { return nil }
    return Array(bytes.prefix { $0 != 0x0a }).withoutLineEnd
  }

  /// A step is a number: anything else in its place is hostile, or nonsense.
  private static func number(_ path: String) -> [UInt8]? {
    guard let line = line(path)?.trimmed, !line.isEmpty, line.count < 20,
      line.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return line
  }
}
