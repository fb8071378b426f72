import Foundation
import Support
import System
import Testing

/// Programs that are run to their end, to a mark, or to a deadline.
@Suite struct SubprocessTests {
  @Test func `one stream is read, and how it ended`() throws {
    let words = ["sh", "-c", "echo one; echo two >&2; echo three >&2; exit 3"]
    let output = try Subprocess.run(words, within: .seconds(60))
    #expect(output.text == "one\n")
    #expect(output.status == .exited(3))
    let errors = try Subprocess.run(words, reading: .errors, within: .seconds(60))
    #expect(errors.lastLine == "three")
    #expect(throws: Errno.notFound) {
      _ = try Subprocess.run(["no-such-program"], within: .seconds(60))
    }
  }

  @Test func `one that does not end is killed`() throws {
    let ended = try Subprocess.run(
      ["sh", "-c", "echo $$; exec sleep 600"], within: .seconds(3))
    #expect(ended.status == nil)
    let process = ended.text.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(!process.isEmpty)
    #expect(try run(["ps", "-o", "stat=", "-p", process]).output == "")
  }

  /// What stays behind holds the stream open, and may write to it for ever.
  @Test(arguments: ["sleep 600", "yes"])
  func `the end of the program is the end`(left: String) throws {
    let ended = try Subprocess.run(["sh", "-c", "\(left) & echo $!"], within: .seconds(120))
    #expect(ended.status == .exited(0))
    // Who writes has ended, as nobody reads any more.
    let number = ended.text.split(separator: "\n").compactMap { Int32($0) }.first
    if let number, let process = try? ProcessHandle(number) { try process.send(.kill) }
  }

  @Test func `a mark ends it`() throws {
    let ended = try Subprocess.run(
      ["sh", "-c", "echo answer; echo end; exec sleep 600"], until: Array("end\n".utf8),
      within: .seconds(600))
    #expect(ended.text == "answer\nend\n")
    #expect(ended.status == .signalled(.kill))
  }

  @Test func `only the last megabyte is kept`() throws {
    let ended = try Subprocess.run(
      ["sh", "-c", "head -c 3000000 /dev/zero; echo end"], within: .seconds(600))
    #expect(ended.bytes.count == 1 << 20)
    #expect(ended.bytes.suffix(4) == Array("end\n".utf8)[...])
  }

  /// A descendant whose parents have all gone is a child of this process, and of nobody's once the
  /// value is gone.
  @Test func `orphans are adopted`() throws {
    let adopter = try Subreaper()
    let ended = try Subprocess.run(
      ["sh", "-c", "(setsid sleep 600 >/dev/null 2>&1 & echo $!)"], within: .seconds(60))
    let number = try #require(Int32(ended.text.trimmingCharacters(in: .whitespacesAndNewlines)))
    let hasChildren = adopter.hasChildren
    #expect(hasChildren)
    let parent = try run(["ps", "-o", "ppid=", "-p", "\(number)"]).output
    #expect(parent.trimmingCharacters(in: .whitespacesAndNewlines) == "\(getpid())")
    let orphan = try ProcessHandle(number)
    try orphan.send(.kill)
    try orphan.reap(until: .after(.seconds(60)))
    #expect(try run(["ps", "-o", "stat=", "-p", "\(number)"]).output == "")
  }
}

/// Programs as files, and words of a shell.
@Suite struct ProgramTests {
  /// A real shell finds the same.
  @Test func `a program is found as a shell finds it`() throws {
    let scratch = try Scratch()
    try shell(
      """
      mkdir a b c d
      mkdir a/tool; touch b/tool; ln -s /bin/true c/tool; ln -s /bin/false d/tool
      """, directory: scratch.path)
    let folders = ["a", "b", "nowhere", "c", "d"].map { scratch.path($0) }
    let found = try run(
      ["/bin/sh", "-c", "command -v tool"], variables: ["PATH": folders.joined(separator: ":")])
    #expect(Program.find("tool", in: folders).map { $0 + "\n" } == found.output)
    #expect(Program.find("tool", in: Array(folders.prefix(3))) == nil)
    #expect(Program.find(scratch.path("c/tool"), in: []) == scratch.path("c/tool"))
  }

  @Test(arguments: [
    "", "plain", "/usr/bin/a-b_c.d+e", "two words", "it's", "''", "$HOME", "`id`", "a\\b", "*",
    "~", "#x", "-n", "ü", "line\nbreak", "!", "a=b", "(", "\u{1b}[0m",
    // Marks that Swift makes one character with the quote.
    "'\u{301}`id`'\u{301}", "\u{d4e}'$(id)\u{d4e}'",
  ]) func `a word comes out of a shell as it went in`(word: String) throws {
    #expect(try run(["/bin/sh", "-c", "printf %s \(word.shellQuoted)"]).output == word)
  }
}
