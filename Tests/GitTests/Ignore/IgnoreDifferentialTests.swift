import Support
import System
import Testing

@testable import Git

/// Random patterns over random trees: what git ignores, against what we ignore.
@Suite struct IgnoreDifferentialTests {
  /// A generator that gives the same again for the same seed.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return mixed ^ mixed >> 31
    }
  }

  private static let names = [
    "a", "b", "ab", "abc", "A", "foo", "foo.o", ".x", "a b", "b ", "x[1]", "1", "foobar", "#h",
    "!n",
    "a\\b", "é", "a-b", "Foo.O",
  ]
  private static let pieces = [
    "a", "b", "c", "foo", "*", "**", "?", "/", "/", ".o", "[ab]", "[!a]", "[a-c]", "[[:alpha:]]",
    "[[:digit:]x]", "\\*", "\\a", " ", "bar", "[^b]", "[]a]", "[a-", "\\ ", "x[[]1]", ".", "-", "A",
    "[[:upper:]]", "[\\]a]", "[A-C]", "é",
  ]

  private func path(_ random: inout Generator) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Self.names.randomElement(using: &random)!
    }.joined(separator: "/")
  }

  private func pattern(_ random: inout Generator) -> String {
    if Int.random(in: 0..<4, using: &random) == 0 {
      // One that is likely to fit.
      var text = path(&random)
      if Bool.random(using: &random) { text += "/" }
      if Bool.random(using: &random) { text = "**/" + text }
      return text
    }
    var text = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      Self.pieces.randomElement(using: &random)!
    }.joined()
    if Int.random(in: 0..<5, using: &random) == 0 { text = "!" + text }
    if Int.random(in: 0..<5, using: &random) == 0 { text += "/" }
    return text
  }

  @Test(arguments: 0..<24)
  func `ignores what git ignores`(seed: Int) throws {
    var random = Generator(state: UInt64(seed))
    let repository = try GitRepository()
    let folds = seed % 4 == 3
    if folds { try repository.git("config", "core.ignoreCase", "true") }
    var paths: Set<String> = []
    for _ in 0..<60 { paths.insert(path(&random)) }
    for path in paths.sorted() { try? repository.write(path, "") }
    for directory in ["", "a/", "foo/", "ab/", "a/b/"] {
      let lines = (0..<Int.random(in: 1...6, using: &random)).map { _ in pattern(&random) }
      let end = Bool.random(using: &random) ? "\n" : "\r\n"
      try? repository.write(directory + ".gitignore", lines.joined(separator: end) + end)
    }
    try repository.write(".git/info/exclude", pattern(&random) + "\n")

    // Each path that is there, directories too, asked of both.
    let all = try repository.shell("find . -mindepth 1 -path ./.git -prune -o -printf '%P\\0'")
      .split(separator: "\0").map(String.init)
    let input = all.joined(separator: "\0") + "\0"
    let outcome = try run(
      ["git", "check-ignore", "--no-index", "-z", "--stdin"], variables: repository.variables,
      directory: repository.path, input: input)
    let expected = Set(outcome.output.split(separator: "\0").map(String.init))
    let opened = try repository.opened()
    for path in all {
      let isIgnored = ignores(path, opened, foldsCase: folds)
      #expect(isIgnored == expected.contains(path), "seed \(seed): \(path)")
    }
    // And the same for what is there at all.
    let untracked = try repository.git(
      "ls-files", "--others", "--exclude-standard", "--directory", "--no-empty-directory", "-z")
    let count = untracked.split(separator: "\0").count
    #expect(try repository.ours(counting: true).untracked == .count(count), "seed \(seed)")
  }

  /// Whether a path or a directory above it is ignored.
  private func ignores(_ path: String, _ repository: Repository, foldsCase: Bool) -> Bool {
    var rules = IgnoreRules(of: repository)
    let parts = Array(path.utf8).split(separator: 0x2f)
    var prefix: [UInt8] = []
    for (place, part) in parts.enumerated() {
      if let top = try? FileDescriptor(
        opening: repository.workTree! + "/" + String(decoding: prefix, as: UTF8.self), [.directory])
      {
        rules = rules.adding(
          IgnoreFile(in: OpenDirectory(top), foldsCase: foldsCase), length: prefix.count)
      }
      let whole = prefix + part
      let full = repository.workTree! + "/" + String(decoding: whole, as: UTF8.self)
      let isDirectory =
        place < parts.count - 1
        || (try? Status(of: full, followingLinks: false))?.kind == .directory
      if rules.ignores(whole.span, nameStart: prefix.count, isDirectory: isDirectory) {
        return true
      }
      prefix = whole + [0x2f]
    }
    return false
  }

  @Test(arguments: [
    ("a", "/a/\n", true), ("a/b", "/a/\n", true), ("a", "b\n", false), ("a/b", "b\n", true),
    ("a/b", "a/*\n!a/b\n", false), ("a", "*\n", true), ("a/b", "*\n!a/\n!b\n", true),
    (".", "*\n", true), ("a/b", "*\n!*/\n", false), ("a/b", "a/**\n!a/b\n", true),
    // A line of a carriage return alone fits the empty name after the slash.
    (".", "*.o\r\n\r\n*.a\r\n", true), ("a/b", "*.o\r\n\r\n*.a\r\n", true), ("a", "x\n\n", false),
    ("a", "x\n\r", true), ("a", "\r\n!\r\n", false), ("a", "#\r\n", false), ("a", " \n", true),
  ])
  func `hides an ignored directory`(directory: String, patterns: String, hidden: Bool) throws {
    let repository = try GitRepository()
    try repository.write(".gitignore", patterns)
    try repository.shell("mkdir -p a/b")
    let code = try run(
      ["git", "check-ignore", "-q", "."], variables: repository.variables,
      directory: repository.path + "/" + directory
    ).code
    #expect((code == 0) == hidden)
    #expect(
      WorkTreeStatus.ignoresDirectory(
        of: try repository.opened(in: directory), until: .after(.seconds(60)))
        == hidden)
    // With a tracked file in it, it is not hidden.
    try repository.shell("touch \(directory)/f; git add -f \(directory)/f")
    let tracked = try run(
      ["git", "check-ignore", "-q", "."], variables: repository.variables,
      directory: repository.path + "/" + directory
    ).code
    let ours = WorkTreeStatus.ignoresDirectory(
      of: try repository.opened(in: directory), until: .after(.seconds(60)))
    #expect(ours == (tracked == 0))
  }
}
