import Support
import Testing

@testable import System

@Suite struct FileTests {
  @Test(arguments: ["", "some bytes", String(repeating: "x", count: 100_000)])
  func `maps and reads the same`(text: String) throws {
    let scratch = try Scratch()
    try scratch.write("file", text)
    let file = try MappedFile(scratch.path("file"))
    #expect(file.count == text.utf8.count)
    var mapped: [UInt8] = []
    for index in file.bytes.indices { mapped.append(file.bytes[index]) }
    #expect(mapped == Array(text.utf8))
    #expect(try File.read(scratch.path("file")) == mapped)
  }

  @Test func `refuses what is no file`() throws {
    let scratch = try Scratch()
    try shell("mkfifo fifo", directory: scratch.path)
    #expect(throws: Errno.invalid) { try File.read(scratch.path("fifo")) }
    #expect(throws: Errno.invalid) { _ = try MappedFile(scratch.path("fifo")) }
    #expect(throws: Errno.notFound) { try File.read(scratch.path("absent")) }
  }

  @Test func `stops at the limit`() throws {
    let scratch = try Scratch()
    try scratch.write("file", "12345")
    #expect(throws: Errno.tooLarge) { try File.read(scratch.path("file"), limit: 4) }
    #expect(try File.read(scratch.path("file"), limit: 5).count == 5)
  }

  @Test func `lists a directory`() throws {
    let scratch = try Scratch()
    try shell("touch a; mkdir b; ln -s a c; mkfifo d", directory: scratch.path)
    var directory = try Directory(scratch.path)
    let entries = try directory.entries().map {
      (String(decoding: $0.name, as: UTF8.self), $0.kind)
    }
    .sorted { $0.0 < $1.0 }
    #expect(entries.map(\.0) == ["a", "b", "c", "d"])
    #expect(entries.map(\.1) == [.file, .directory, .link, .special])
    #expect(throws: Errno.notADirectory) { _ = try Directory(scratch.path("a")) }
  }

  /// stat(1) is the witness.
  @Test func `says what a file is`() throws {
    let scratch = try Scratch()
    try scratch.write("file", "12345")
    let status = try Status(of: scratch.path("file"))
    let said = try shell("stat -c '%s %i %u %a %Y' file", directory: scratch.path)
    #expect(
      said == "\(status.size) \(status.inode) \(status.owner) "
        + "\(String(status.permissions, radix: 8)) \(status.modified.seconds)\n")
  }
}
