import System

/// The references of a repository kept as files: loose ones and `packed-refs`.
public struct References: Sendable {
  private let gitDirectory: String
  private let commonDirectory: String

  public init(_ repository: Repository) {
    gitDirectory = repository.gitDirectory
    commonDirectory = repository.commonDirectory
  }

  /// The object that the reference `name` leads to, through symbolic references.
  ///
  /// - Returns: nothing where it does not exist, or its links go round.
  public func resolve(_ name: [UInt8]) -> ObjectID? {
    var name = name
    // As many links as git follows.
    for _ in 0..<5 {
      switch read(name) {
      case .detached(let id): return id
      case .symbolic(let next): name = next
      case nil: return nil
      }
    }
    return nil
  }

  private func read(_ name: [UInt8]) -> Head? {
    // A name could lead out of the directory, or have a NUL in it that would cut it.
    guard Self.isSafe(name) else { return nil }
    let directory = Self.isPerWorktree(name) ? gitDirectory : commonDirectory
    if let head = Head(at: directory + "/" + name.text) { return head }
    guard let packed = try? MappedFile(commonDirectory + "/packed-refs") else { return nil }
    return PackedReferences.find(name, in: packed.bytes).map(Head.detached)
  }

  static func isSafe(_ name: [UInt8]) -> Bool {
    !name.contains(0)
      && name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0 != [0x2e] && $0 != [0x2e, 0x2e] }
  }

  /// Which references each work tree has for itself: git-worktree(1), "REFS".
  static func isPerWorktree(_ name: [UInt8]) -> Bool {
    !name.hasPrefix("refs/") || name.hasPrefix("refs/bisect/")
      || name.hasPrefix("refs/worktree/") || name.hasPrefix("refs/rewritten/")
  }
}
