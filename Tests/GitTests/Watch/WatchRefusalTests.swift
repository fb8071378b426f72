import Foundation
import Support
import System
import Testing

@testable import Git

/// What the watcher does not know it does not say.
@Suite struct WatchRefusalTests {
  private static let one = "mkdir d; echo a > d/a; echo t > top; git add .; git commit -qm one"

  @Test(arguments: [
    (
      "git init -q ../inner; git -C ../inner commit -q --allow-empty -m i; git -c protocol.file.allow=always submodule add -q ../inner sub; git commit -qm sub",
      WatchRefusal.submodules
    ),
    ("git sparse-checkout init --cone --sparse-index; git sparse-checkout set none", .sparse),
    ("git config core.ignoreCase true", .foldsCase),
    ("echo x > ../rules; ln ../rules .gitignore; touch new", .sharedRules),
    (
      "echo '* filter=none' > .gitattributes; git config filter.none.clean cat; touch -d 2001-01-01 top",
      .unknown
    ),
  ]) func `is not served`(script: String, refusal: WatchRefusal) throws {
    let watching = try Watching(Self.one + "\n" + script)
    #expect(try watching.refusal() == refusal)
    #expect(!watching.tree.wantsScan)
  }

  @Test func `more directories than the limit`() throws {
    let watching = try Watching(Self.one + "; mkdir e f; touch e/a f/a")
    let limited = try Watching(watching.repository, limit: 2)
    #expect(try limited.refusal() == .limit)
  }

  /// A question about what is no tree, or another user's.
  @Test(arguments: ["/", "/proc", "/no/such", "/etc/passwd", "in/here", "", "mine"])
  func `what is no tree of ours`(top: String) throws {
    let question = try Watching.question(try GitRepository(in: Watching.places[0]))
    var other = question.tree
    if top != "mine" { other.top = Array(top.utf8) }
    let tree = WatchedTree(other, user: geteuid() + (top == "mine" ? 1 : 0), limit: 100)
    for _ in 0..<3 {
      tree.beginScan()
      tree.scan()
      guard case .refusal = tree.answer(question) else { throw Unexpected("served") }
    }
  }

  /// Where the prompt sees another index, configuration or top than the watcher.
  @Test func `what the prompt sees differs`() throws {
    let watching = try Watching(Self.one)
    _ = try watching.observe()
    let question = try Watching.question(watching.repository)
    var other = question
    other.index?.size += 1
    #expect(watching.tree.answer(other) == .refusal(.index))
    other = question
    other.index = nil
    #expect(watching.tree.answer(other) == .refusal(.index))
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    other = question
    other.configuration[0] ^= 1
    #expect(watching.tree.answer(other) == .refusal(.configuration))
    _ = try watching.observe()
    other = question
    other.topInode += 1
    #expect(watching.tree.answer(other) == .refusal(.moved))
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
  }

  /// Another tree in the place of the one that is known.
  @Test func `the top is replaced`() throws {
    let watching = try Watching(Self.one)
    _ = try watching.observe()
    let top = watching.repository.path
    try shell("mv \(top) \(top).old; cp -r \(top).old \(top); echo x >> \(top)/top")
    #expect(try watching.reply() == .refusal(.moved))
    #expect(try watching.observe() == Observation(0, 1, 0, 0))
    try shell("rm -rf \(top); mv \(top).old \(top); touch \(top)/new")
    #expect(try watching.reply() == .refusal(.moved))
    #expect(try watching.observe() == Observation(0, 0, 1, 0))
  }

  /// An index that is not whole is none.
  @Test func `the index is damaged`() throws {
    let watching = try Watching(Self.one)
    _ = try watching.observe()
    try watching.repository.shell("cp .git/index ../index; truncate -s -30 .git/index")
    #expect(try watching.reply() == .refusal(.index))
    try watching.repository.shell("cp ../index .git/new; mv .git/new .git/index")
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
  }

  /// Nor while it is cut off and written again in its place.
  @Test func `the index is damaged while it is read`() throws {
    let watching = try Watching(
      """
      mkdir d; for i in {1..300}; do echo $i > d/f$i; done; echo a > a; git add .; git commit -qm one
      echo x >> d/f1; rm a
      """)
    #expect(try watching.observe() == Observation(0, 2, 0, 0))
    let writer = try Background([
      "python3", "-c",
      """
      import os, random, sys, time
      data = open(sys.argv[1], 'rb').read()
      while True:
        os.truncate(sys.argv[1], random.randrange(len(data)))
        time.sleep(random.random() / 200)
        file = open(sys.argv[1], 'r+b', 0)
        half = random.randrange(len(data))
        file.write(data[:half]); file.write(data[half:]); file.close()
        time.sleep(random.random() / 50)
      """, watching.repository.path + "/.git/index",
    ])
    for _ in 0..<400 {
      if case .answer(let answer) = try watching.reply() {
        #expect((answer.staged, answer.unstaged, answer.untracked) == (0, 2, 0))
      }
      guard watching.tree.wantsScan else { continue }
      watching.tree.beginScan()
      watching.tree.scan()
    }
    writer.stop()
    try watching.repository.shell("rm .git/index; git reset -q")
    #expect(try watching.observe() == Observation(0, 2, 0, 0))
  }

  /// A commit or a tree that is gone is an error to git, and so it is to a prompt.
  @Test(arguments: ["HEAD", "HEAD^{tree}"]) func `an object has gone`(name: String) throws {
    let watching = try Watching(Self.one)
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    let object = try watching.repository.git("rev-parse", name)
    let path = ".git/objects/\(object.prefix(2))/\(object.dropFirst(2).dropLast())"
    try watching.repository.shell("mv \(path) ../kept")
    for _ in 0..<3 { #expect(try watching.refusal() == .unknown) }
    try watching.repository.shell("mv ../kept \(path)")
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
  }

  /// A change of which nothing told is found by the next full look, and ends the serving.
  @Test func `the audit finds what nothing told`() throws {
    let watching = try Watching(Self.one)
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    watching.tree.beginScan()
    #expect(watching.tree.audit() == true)
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
    // A second name outside raises nothing here, nor does what is written through it.
    try watching.repository.shell("ln top ../out/link; echo more >> ../out/link")
    watching.tree.beginScan()
    #expect(watching.tree.audit() == false)
    #expect(try watching.reply() == .refusal(.audit))
  }

  /// In conflict, ahead, and in a directory: what a prompt derives from an answer.
  @Test func `the answer has what a prompt wants`() throws {
    let watching = try Watching(
      Self.one + """

        git checkout -qb other; echo other > d/a; git commit -qam other; git checkout -q main
        echo main > d/a; git commit -qam main; git merge -q other || :
        """)
    _ = try watching.observe()
    let repository = watching.repository
    let opened = try repository.opened(in: "d")
    let references = References(opened)
    let other = try #require(references.resolve(Array("refs/heads/other".utf8)))
    let head = references.resolve(Array("HEAD".utf8))
    let wanted: WorkTreeStatus.Wanted = [.staged, .unstaged, .untracked, .conflicted]
    let question = try #require(
      WatchQuestion(opened, head: head, others: [other], wanting: wanted))
    guard case .answer(let answer) = watching.tree.answer(question) else {
      throw Unexpected("not served")
    }
    #expect(answer.divergences == [AheadBehind(ahead: 1, behind: 1)])
    #expect((answer.conflicted, answer.conflictedHere) == (1, 1))
    let status = WorkTreeStatus(answer, wanting: wanted, opened.configuration)
    #expect(Observation(status) == (try repository.flags()))
  }
}
