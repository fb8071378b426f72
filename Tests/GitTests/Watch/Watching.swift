import Foundation
import Support
import System
import Testing

@testable import Git

/// A repository of real git's, and the watcher's view of it without the watcher's process.
struct Watching {
  let repository: GitRepository
  let tree: WatchedTree

  /// Directories on file systems that tell of every change.
  static let places: [String] = [FileManager.default.temporaryDirectory.path, "/dev/shm"]
    .filter { place in
      guard let file = try? FileDescriptor(opening: place, [.directory]) else { return false }
      return (try? FileSystem(of: file))?.tellsOfChanges ?? false
    }

  init(_ script: String = "", options: [String] = [], in place: String = places[0]) throws {
    let repository = try GitRepository(options, in: place)
    try repository.shell("mkdir ../out; " + script)
    try self.init(repository)
  }

  init(
    _ repository: GitRepository, limit: Int = 10_000,
    clock: @escaping @Sendable () -> Deadline = { .now }
  ) throws {
    self.repository = repository
    // However busy the machine is, what is marked is to be looked at.
    tree = WatchedTree(
      try Self.question(repository).tree, user: geteuid(), limit: limit, patience: .seconds(60),
      clock: clock)
  }

  /// What a prompt at the top would ask.
  static func question(_ repository: GitRepository, in directory: String = "") throws
    -> WatchQuestion
  {
    let opened = try repository.opened(in: directory)
    let question = WatchQuestion(
      opened, head: References(opened).resolve(Array("HEAD".utf8)), others: [],
      wanting: [.staged, .unstaged, .untracked, .conflicted, .counts, .asStatus])
    guard let question else { throw Unexpected("would not ask") }
    return question
  }

  /// The first reply.
  func reply() throws -> WatchReply { tree.answer(try Self.question(repository)) }

  /// Why it is not served, once it was looked at.
  func refusal() throws -> WatchRefusal? {
    for _ in 0..<500 {
      guard case .refusal(let refusal) = try reply() else { return nil }
      guard tree.wantsScan else { return refusal }
      tree.beginScan()
      tree.scan()
      // Rules that were just written may be written again at the same moment.
      System.sleep(for: .milliseconds(10))
    }
    return .scanning
  }

  /// What the watcher says, as soon as it does.
  func observe() throws -> Observation {
    if let refusal = try refusal() { throw Unexpected("not served: \(refusal)") }
    guard case .answer(let answer) = try reply() else { throw Unexpected("not served again") }
    return Observation(answer.staged, answer.unstaged, answer.untracked, answer.conflicted)
  }

  /// The same, without a scan in between: what was looked at is known, and a few marks are no work.
  func observeAtOnce() throws -> Observation {
    for _ in 0..<50 {
      switch try reply() {
      case .answer(let answer):
        return Observation(answer.staged, answer.unstaged, answer.untracked, answer.conflicted)
      case .refusal(.scanning): continue
      case let other: throw Unexpected("not answered: \(other)")
      }
    }
    throw Unexpected("not answered at once")
  }

  /// Does something, and compares what the watcher says at once with what git says then.
  func expect(
    after script: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    try repository.shell(script)
    let ours = try observe()
    #expect(ours == (try repository.counts()), "\(script)", sourceLocation: location)
  }
}
