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
  ]) func isNotServed(script: String, refusal: WatchRefusal) throws {
    let watching = try Watching(Self.one + "\n" + script)
    #expect(try watching.refusal() == refusal)
    #expect(!watching.tree.wantsScan)
  }

  @Test func moreDirectoriesThanTheLimit() throws {
    let watching = try Watching(Self.one + "; mkdir e f; touch e/a f/a")
    let limited = try Watching(watching.repository, limit: 2)
    #expect(try limited.refusal() == .limit)
  }

  @Test func aFileSystemThatDoesNotTell() throws {
    let question = try Watching.question(try GitRepository())
    var other = question.tree
    other.top = Array("/proc".utf8)
    let tree = WatchedTree(other, user: geteuid(), limit: 100)
    tree.beginScan()
    tree.scan()
    guard case .refusal = tree.answer(question) else { throw Unexpected("served") }
  }

  /// Where the prompt sees another index, configuration or top than the watcher.
  @Test func whatThePromptSeesDiffers() throws {
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
  @Test func theTopIsReplaced() throws {
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
  @Test func theIndexIsDamaged() throws {
    let watching = try Watching(Self.one)
    _ = try watching.observe()
    try watching.repository.shell("cp .git/index ../index; truncate -s -30 .git/index")
    #expect(try watching.reply() == .refusal(.index))
    try watching.repository.shell("cp ../index .git/new; mv .git/new .git/index")
    #expect(try watching.observe() == Observation(0, 0, 0, 0))
  }

  /// A change of which nothing told is found by the next full look, and ends the serving.
  @Test func theAuditFindsWhatNothingTold() throws {
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
  @Test func theAnswerHasWhatAPromptWants() throws {
    let watching = try Watching(
      Self.one + """

        git checkout -qb other; echo other > d/a; git commit -qam other; git checkout -q main
        echo main > d/a; git commit -qam main; git merge -q other || :
        """)
    _ = try watching.observe()
    let repository = watching.repository
    let opened = try repository.open("d")
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
