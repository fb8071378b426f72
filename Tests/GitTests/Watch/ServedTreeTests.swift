import Support
import Synchronization
import System
import Testing

@testable import Git

/// When a tree is looked at, and for how long it is served: with a clock that is set by hand.
@Suite struct ServedTreeTests {
  private final class Clock: Sendable {
    private let ahead = Mutex(Duration.zero)
    var now: Deadline { Deadline.now.advanced(by: ahead.withLock { $0 }) }
    func goOn(_ duration: Duration) { ahead.withLock { $0 += duration } }
  }

  private let clock = Clock()
  private let repository: GitRepository
  private let served: ServedTree

  init() throws {
    repository = try GitRepository(in: Watching.places[0])
    try repository.shell(
      "mkdir d ../out; echo a > d/a; echo t > top; git add .; git commit -qm one")
    let clock = clock
    served = ServedTree(try Watching(repository, clock: { clock.now }).tree)
  }

  private func ask() throws -> WatchReply { served.answer(try Watching.question(repository)) }

  /// Does what the watcher does between two questions, until one is answered.
  private func observe() throws -> Observation {
    for _ in 0..<500 {
      switch try ask() {
      case .answer(let answer):
        return Observation(answer.staged, answer.unstaged, answer.untracked, answer.conflicted)
      case .refusal(.scanning), .refusal(.configuration), .refusal(.index): break
      case let other: throw Unexpected("\(other)")
      }
      clock.goOn(.milliseconds(101))
      if served.takeScan() {
        served.tree.beginScan()
        served.tree.scan()
      }
    }
    throw Unexpected("never served")
  }

  private func audit() -> Bool? {
    served.tree.beginScan()
    return served.tree.audit()
  }

  @Test func `the prompt that was refused is left alone`() throws {
    #expect(try ask() == .refusal(.scanning))
    #expect(!served.takeScan())
    clock.goOn(.milliseconds(101))
    #expect(served.takeScan())
    #expect(!served.takeScan())
  }

  /// While git writes the index, most of what has changed will be in that.
  @Test func `git is left alone while it writes`() throws {
    #expect(try ask() == .refusal(.scanning))
    try repository.shell("touch .git/index.lock")
    for _ in 0..<3 {
      clock.goOn(.milliseconds(101))
      #expect(!served.takeScan())
    }
    // A lock that was left behind keeps nobody waiting.
    try repository.shell("touch -d '12 seconds ago' .git/index.lock")
    clock.goOn(.milliseconds(101))
    #expect(served.takeScan())
    served.tree.beginScan()
    served.tree.scan()
    #expect(try observe() == Observation(0, 0, 0, 0))
  }

  @Test func `looks again after ten minutes`() throws {
    #expect(try observe() == Observation(0, 0, 0, 0))
    #expect(!served.takeAudit())
    clock.goOn(.seconds(9 * 60))
    #expect(try observe() == Observation(0, 0, 0, 0))
    #expect(!served.takeAudit())
    clock.goOn(.seconds(61))
    #expect(try observe() == Observation(0, 0, 0, 0))
    #expect(served.takeAudit())
    // One that came to nothing is not begun again at once.
    #expect(!served.takeAudit())
    clock.goOn(.seconds(29))
    #expect(!served.takeAudit())
    clock.goOn(.seconds(2))
    #expect(served.takeAudit())
    #expect(audit() == true)
    clock.goOn(.seconds(31))
    #expect(!served.takeAudit())
    // Nobody asks: nothing is looked at.
    clock.goOn(.seconds(3000))
    #expect(!served.takeAudit())
  }

  /// What nothing told of ends the serving for good.
  @Test func `is not served after an audit that found something`() throws {
    #expect(try observe() == Observation(0, 0, 0, 0))
    try repository.shell("ln top ../out/link; echo more >> ../out/link")
    clock.goOn(.seconds(601))
    #expect(try observe() == Observation(0, 0, 0, 0))
    #expect(served.takeAudit())
    #expect(audit() == false)
    for _ in 0..<4 {
      #expect(try ask() == .refusal(.audit))
      #expect(!served.takeScan() && !served.takeAudit())
      clock.goOn(.seconds(31))
    }
  }

  /// What cannot be served for another reason is tried again, but not at each prompt.
  @Test func `is tried again after a while`() throws {
    try repository.shell("ln top .gitignore; ln top ../out/rules")
    func isRefused() throws -> Bool {
      for _ in 0..<20 {
        if try ask() == .refusal(.sharedRules) { return true }
        clock.goOn(.milliseconds(101))
        guard served.takeScan() else { continue }
        served.tree.beginScan()
        served.tree.scan()
      }
      return false
    }
    #expect(try isRefused())
    try repository.shell("rm .gitignore")
    #expect(try ask() == .refusal(.sharedRules))
    clock.goOn(.seconds(29))
    #expect(try ask() == .refusal(.sharedRules))
    clock.goOn(.seconds(2))
    #expect(try observe() == (try repository.counts()))
  }

  @Test func `goes after an hour`() throws {
    _ = try observe()
    clock.goOn(.seconds(3599))
    #expect(!served.isIdle)
    _ = try ask()
    clock.goOn(.seconds(3599))
    #expect(!served.isIdle)
    clock.goOn(.seconds(2))
    #expect(served.isIdle)
  }
}
