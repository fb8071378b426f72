import Foundation
import Support
import System
import Testing

@testable import Git

/// A work tree's state in words, as one side sees it.
struct Observation: Equatable, CustomStringConvertible {
  var staged: WorkTreeStatus.Amount
  var unstaged: WorkTreeStatus.Amount
  var untracked: WorkTreeStatus.Amount
  var conflicted: WorkTreeStatus.Amount

  init(_ status: WorkTreeStatus) {
    staged = status.staged
    unstaged = status.unstaged
    untracked = status.untracked
    conflicted = status.conflicted
  }

  init(_ staged: Int, _ unstaged: Int, _ untracked: Int, _ conflicted: Int) {
    self.staged = .count(staged)
    self.unstaged = .count(unstaged)
    self.untracked = .count(untracked)
    self.conflicted = .count(conflicted)
  }

  var description: String {
    func text(_ amount: WorkTreeStatus.Amount) -> String {
      switch amount {
      case .unknown: "?"
      case .count(let count): "\(count)"
      }
    }
    return
      "staged \(text(staged)) unstaged \(text(unstaged)) untracked \(text(untracked)) conflicted \(text(conflicted))"
  }
}

extension GitRepository {
  /// What we see.
  func ours(counting: Bool, cache: String? = nil) throws -> Observation {
    let repository = try opened()
    var wanted: WorkTreeStatus.Wanted = [.staged, .unstaged, .untracked, .conflicted]
    if counting { wanted.formUnion([.counts, .asStatus]) }
    let cache = Cache(in: cache, of: repository)
    defer { cache.save() }
    return Observation(
      WorkTreeStatus.examine(
        repository, objects: ObjectStore(repository),
        head: References(repository).resolve(Array("HEAD".utf8)), wanting: wanted,
        until: .after(.seconds(60)), cache: cache))
  }

  /// Whether the memory is enough to know that nothing has changed.
  func isAsRemembered(cache: String) throws -> Bool {
    let repository = try opened()
    let index = try Index(at: repository.indexFile, repository.format)
    let directories = try IndexDirectories(index)
    let context = WalkContext(
      repository, workTree: path, index, directories,
      StatusCollector([.unstaged, .untracked], until: nil), Cache(in: cache, of: repository),
      top: try WorkTreeTop(path, keepsOpen: true))
    return context.isAsRemembered(context.index)
  }

  /// What git's own prompt asks git: whether there is any.
  func flags() throws -> Observation {
    let unstaged = try code("diff", "--no-ext-diff", "--quiet") == 0 ? 0 : 1
    let staged = try code("diff", "--no-ext-diff", "--cached", "--quiet") == 0 ? 0 : 1
    let untracked = try git(
      "ls-files", "--others", "--exclude-standard", "--directory", "--no-empty-directory")
    let unmerged = try git("ls-files", "--unmerged")
    return Observation(staged, unstaged, untracked.isEmpty ? 0 : 1, unmerged.isEmpty ? 0 : 1)
  }

  /// What `git status` counts.
  func counts() throws -> Observation {
    var observation = (staged: 0, unstaged: 0, untracked: 0, conflicted: 0)
    let output = try git("status", "--porcelain=v2", "--no-renames", "-z")
    for line in output.split(separator: "\0") {
      let letters = Array(line)
      switch letters[0] {
      case "1":
        if letters[2] != "." { observation.staged += 1 }
        if letters[3] != "." { observation.unstaged += 1 }
      case "u": observation.conflicted += 1
      case "?": observation.untracked += 1
      default: break
      }
    }
    return Observation(
      observation.staged, observation.unstaged, observation.untracked, observation.conflicted)
  }

  /// Compares what we see with what git sees, with and without memory.
  ///
  /// - Parameter countsAgree: `git status` and `git diff` see the same here.
  func expectAgreement(
    _ note: String, countsAgree: Bool = true, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let cache = URL(filePath: path).deletingLastPathComponent().path + "/cache"
    // Ours comes first: git's own commands refresh the index.
    let flags = try ours(counting: false)
    let counts = try ours(counting: true)
    let first = try ours(counting: true, cache: cache)
    let second = try ours(counting: true, cache: cache)
    let third = try ours(counting: false, cache: cache)
    let expected = try self.flags()
    #expect(flags == expected, "\(note)", sourceLocation: location)
    #expect(third == expected, "\(note), remembered", sourceLocation: location)
    #expect(first == counts, "\(note), counted with cache", sourceLocation: location)
    #expect(second == counts, "\(note), counted from cache", sourceLocation: location)
    if countsAgree {
      #expect(counts == (try self.counts()), "\(note), counted", sourceLocation: location)
    }
  }
}
