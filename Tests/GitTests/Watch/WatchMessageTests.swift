import Support
import Testing

@testable import Git

/// What goes over the socket, and what is made of anything else.
@Suite struct WatchMessageTests {
  private static func question() throws -> WatchQuestion {
    let repository = try GitRepository()
    try repository.shell("touch a; git add a; git commit -qm a")
    var question = try Watching.question(repository)
    question.others = [try #require(question.head)]
    question.directory = Array("in/here/".utf8)
    question.tree.systemAttributes = Array("/etc/gitattributes".utf8)
    return question
  }

  @Test func `a question comes back`() throws {
    var question = try Self.question()
    let version = "1.2.3"
    for _ in 0..<2 {
      let request = WatchRequest.question(question)
      let bytes = request.encoded(version: version)
      #expect(try WatchRequest(bytes, version: version) == request)
      question.index = nil
      question.head = nil
      question.others = []
      question.tree.home = nil
    }
    #expect(
      try WatchRequest(WatchRequest.report.encoded(version: version), version: version) == .report)
  }

  @Test func `another version is told from nonsense`() throws {
    let bytes = WatchRequest.report.encoded(version: "1")
    #expect(throws: WatchRefusal.version) { try WatchRequest(bytes, version: "2") }
    #expect(throws: WatchRefusal.malformed) { try WatchRequest([], version: "2") }
    #expect(throws: WatchRefusal.malformed) { try WatchRequest(bytes + [0], version: "1") }
  }

  @Test func `what is cut off is refused`() throws {
    let bytes = WatchRequest.question(try Self.question()).encoded(version: "1")
    for count in bytes.indices {
      #expect(throws: WatchRefusal.self) {
        try WatchRequest(Array(bytes.prefix(count)), version: "1")
      }
    }
  }

  @Test(arguments: [
    WatchReply.refusal(.scanning), .report([1, 2, 3]),
    .answer(
      WatchAnswer(
        staged: 1, unstaged: 2, untracked: 3, conflicted: 4, conflictedHere: 5,
        divergences: [nil, AheadBehind(ahead: 6, behind: 7)])),
  ]) func `a reply comes back`(reply: WatchReply) {
    let bytes = reply.encoded
    #expect(WatchReply(bytes) == reply)
    for count in bytes.indices { #expect(WatchReply(Array(bytes.prefix(count))) == nil) }
    #expect(WatchReply(bytes + [0]) == nil)
  }
}

/// Which number means which directory.
@Suite struct WatchTableTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `a number means one directory`() {
    var table = WatchTable()
    #expect(table.assign(1, to: []) == (nil, nil))
    #expect(table.assign(2, to: bytes("a/b")) == (nil, nil))
    #expect(table.path(of: 2) == bytes("a/b"))
    // Found at another place, before the queue says that it was moved there.
    #expect(table.assign(2, to: bytes("c")) == (bytes("a/b"), nil))
    #expect(table.forget(bytes("a")) == [])
    #expect(table.path(of: 2) == bytes("c"))
    #expect(table.assign(3, to: bytes("c")) == (nil, 2))
    #expect(table.path(of: 2) == nil)
    #expect(table.count == 2)
  }

  @Test func `forgetting takes all beneath`() {
    var table = WatchTable()
    for (number, path) in ["", "a", "a/b", "a/b/c", "ab", "d"].enumerated() {
      _ = table.assign(Int32(number), to: bytes(path))
    }
    #expect(table.forget(bytes("a")).sorted() == [1, 2, 3])
    #expect(table.path(of: 4) == bytes("ab"))
    #expect(table.forget(bytes("a")) == [])
    #expect(table.forget([]) == [])
    _ = table.assign(9, to: bytes("a/b"))
    #expect(table.path(of: 9) == bytes("a/b"))
    #expect(table.count == 4)
  }
}
