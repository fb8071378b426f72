import Foundation
import Support
import System
import Testing

@testable import Git

/// The witness is `git for-each-ref` of a git that writes reftables; its answers are kept beside
/// the repositories, in Fixtures/Reftable.
@Suite struct ReftableTests {
  private static let fixtures = packageRoot + "/Tests/GitTests/Fixtures/Reftable/"

  /// A repository as the newer git left it.
  private struct Fixture {
    let scratch: Scratch
    let git: String

    init(_ name: String) throws {
      scratch = try Scratch()
      try shell("tar -xzf '\(ReftableTests.fixtures)\(name).tar.gz' -C '\(scratch.path)'")
      git = scratch.path(".git")
    }

    func opened(_ gitDirectory: String? = nil) throws -> Repository {
      var options = DiscoveryOptions(directory: scratch.path, user: geteuid())
      options.gitDirectory = gitDirectory ?? git
      guard let repository = Repository(options) else { throw Unexpected("no repository") }
      return repository
    }
  }

  private static func lines(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: fixtures + name, encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  private func compare(_ references: References, _ lines: [[String]]) throws {
    switch references.head {
    case .symbolic(let name): #expect(lines.first == ["HEAD", name.text])
    case .detached(let id): #expect(lines.first == ["HEAD", "\(id)"])
    case nil: Issue.record("no HEAD")
    }
    let all = references.all(under: "refs/").map { "\($0.name.text) \($0.id)" }
    #expect(
      all
        == lines.dropFirst().filter { $0[0].hasPrefix("refs/") }.map { "\($0[0]) \($0[1])" })
    let wrong = lines.dropFirst().filter { line in
      let isSame = references.resolve(line[0]).map { "\($0)" } == line[1]
      guard line.count > 2 else { return !isSame }
      return !isSame || references.read(Array(line[0].utf8)) != .symbolic(Array(line[2].utf8))
    }
    #expect(wrong.isEmpty)
    for name in ["refs/heads/gone", "refs/heads/dangling", "refs/heads/aaa", "refs/zzz", "NONE"] {
      #expect(references.resolve(name) == nil)
    }
  }

  @Test(arguments: ["plain", "stack", "many", "wide", "sha256", "worktree"])
  func `lists and finds all`(name: String) throws {
    let fixture = try Fixture(name)
    let repository = try fixture.opened()
    #expect(repository.referenceFormat == .reftable)
    try compare(References(repository), Self.lines(name + ".refs"))
  }

  @Test func `finds the references of a linked work tree`() throws {
    let fixture = try Fixture("worktree")
    let repository = try fixture.opened(fixture.git + "/worktrees/linked")
    try compare(References(repository), Self.lines("worktree.linked.refs"))
  }

  @Test(arguments: [("cherry-pick", "CHERRY-PICKING"), ("revert", "REVERTING")])
  func `finds an operation that is a reference`(name: String, text: String) throws {
    let fixture = try Fixture(name)
    // What is left to do would say the same.
    try? FileManager.default.removeItem(atPath: fixture.git + "/sequencer")
    let repository = try fixture.opened()
    let operation = Git.RepositoryState(in: repository.gitDirectory, References(repository))
    #expect(operation?.kind.rawValue == text)
  }

  @Test func `says nothing of damaged tables`() throws {
    let fixture = try Fixture("stack")
    try shell("for t in '\(fixture.git)'/reftable/*.ref; do : > \"$t\"; done")
    let references = References(try fixture.opened())
    #expect(references.head == nil)
    #expect(references.all(under: "refs/").isEmpty)
  }

  /// Three entries of which one was taken out again: `Fuzz/Corpus/make` made them.
  @Test func `counts the entries of a log`() throws {
    let file = try MappedFile(packageRoot + "/Tests/Fuzz/Corpus/reftable/log-0")
    let table = try #require(file.read { Reftable($0, .sha1) })
    var found: [UInt64: Bool] = [:]
    let isRead = file.read { bytes in
      ReftableLog(table, in: bytes)?.entries(
        of: Array("refs/stash".utf8), in: bytes, into: &found)
    }
    #expect(isRead == true)
    #expect(found.values.count { $0 } == 2)
  }
}
