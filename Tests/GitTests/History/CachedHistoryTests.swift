import Foundation
import Support
import System
import Testing

@testable import Git

/// What is remembered of a history is what git says of it, also after it has changed.
@Suite struct CachedHistoryTests {
  private let repository: GitRepository
  private let directory: String

  init() throws {
    repository = try GitRepository()
    directory = URL(filePath: repository.path).deletingLastPathComponent().path + "/cache"
    try repository.shell(
      """
      for i in 1 2 3 4 5; do git commit -q --allow-empty -m $i; done
      git checkout -q -b other HEAD~3
      for i in 6 7; do git commit -q --allow-empty -m $i; done
      git checkout -q main
      """)
  }

  private func aheadBehind(cache: Bool = true) throws -> AheadBehind? {
    let opened = try repository.opened()
    let references = References(opened)
    let cache = Cache(in: cache ? directory : nil, of: opened)
    defer { cache.save() }
    let one = try #require(references.resolve("refs/heads/main"))
    let other = try #require(references.resolve("refs/heads/other"))
    return History(ObjectStore(opened)).aheadBehind(of: one, from: other, cache: cache)
  }

  private func gitsDivergence() throws -> AheadBehind {
    let counts = try repository.git("rev-list", "--count", "--left-right", "main...other")
      .split { $0 == "\t" || $0 == "\n" }.compactMap { Int($0) }
    return AheadBehind(ahead: counts[0], behind: counts[1])
  }

  /// Without its objects a history can only be known from before.
  private func takeObjectsAway() throws {
    try repository.shell("mv .git/objects .git/kept; mkdir .git/objects")
  }

  private func putObjectsBack() throws {
    try repository.shell("rmdir .git/objects; mv .git/kept .git/objects")
  }

  @Test func `remembers how far commits are apart`() throws {
    let expected = try gitsDivergence()
    #expect(expected == AheadBehind(ahead: 3, behind: 2))
    #expect(try aheadBehind() == expected)
    try takeObjectsAway()
    #expect(try aheadBehind() == expected)
    #expect(try aheadBehind(cache: false) == nil)
    try putObjectsBack()
    try repository.shell("git commit -q --allow-empty -m 8")
    #expect(try aheadBehind() == gitsDivergence())
  }

  @Test func `sees that history is cut or replaced`() throws {
    #expect(try aheadBehind() == gitsDivergence())
    try repository.shell("git replace --graft main~1 other")
    #expect(try gitsDivergence() == AheadBehind(ahead: 2, behind: 0))
    #expect(try aheadBehind() == gitsDivergence())
    try repository.shell("git replace -d $(git replace -l); git rev-parse main~1 > .git/shallow")
    #expect(try aheadBehind() == gitsDivergence())
  }

  @Test func `passes over damaged notes`() throws {
    #expect(try aheadBehind() == gitsDivergence())
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: directory).first)
    let whole = try File.read(directory + "/" + name)
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x11
      try Data(damaged).write(to: URL(filePath: directory + "/" + name))
      #expect(try aheadBehind() == gitsDivergence(), "byte \(place)")
    }
  }

  private static let styles: [(DescribeStyle, [String])] = [
    (.exact, ["--tags", "--exact-match"]), (.describe, []), (.tag, ["--tags"]),
    (.contains, ["--contains"]), (.branch, ["--contains", "--all"]),
  ]

  private func name(_ style: DescribeStyle) throws -> String? {
    let opened = try repository.opened()
    let cache = Cache(in: directory, of: opened)
    defer { cache.save() }
    let references = References(opened)
    let head = try #require(references.resolve("HEAD"))
    return History(ObjectStore(opened)).describe(head, style, references, cache: cache)?
      .text
  }

  private func expectGitsNames(_ value: String) throws {
    for (style, options) in Self.styles {
      let outcome = try run(
        ["git", "describe"] + options + ["HEAD"], variables: repository.variables,
        directory: repository.path)
      let expected = outcome.code == 0 ? String(outcome.output.dropLast()) : nil
      // A change within a tick of the clock is not remembered, and this one is.
      #expect(try name(style) == expected, "\(value), \(style)")
      #expect(try name(style) == expected, "\(value), \(style), again")
    }
  }

  @Test func `remembers names for as long as no reference changes`() throws {
    try repository.shell("git checkout -q --detach main~1")
    for (value, change) in [
      ("no tag", ":"), ("an early tag", "git tag early HEAD~2"),
      ("an annotated one", "git tag -am early annotated HEAD~1"),
      ("one of its own", "git tag v1"), ("a later one", "git tag later main"),
      ("packed", "git pack-refs --all"), ("moved", "git tag -f v1 main; git tag -f early main"),
      ("moved in place", "git rev-parse HEAD > .git/refs/tags/v1"),
      ("gone", "git tag -d v1 later annotated"), ("another commit", "git checkout -q HEAD~1"),
      ("a branch there", "git branch there main~1; git branch -m other another"),
    ] {
      try repository.shell(change)
      try expectGitsNames(value)
      sleep(for: .milliseconds(150))
      try expectGitsNames(value + ", later")
    }
    try takeObjectsAway()
    // No object need be read for it.
    #expect(try name(.contains) != nil)
  }
}
