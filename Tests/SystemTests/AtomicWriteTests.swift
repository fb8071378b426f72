import Support
import System
import Testing

@Suite struct AtomicWriteTests {
  @Test(arguments: [Array("name".utf8), [0x66, 0xff, 0x80]])
  func `replaces a file whatever its name`(name: [UInt8]) throws {
    let scratch = try Scratch()
    let path = scratch.path("") + String(path: name)
    try atomicWrite([1, 2, 3], to: path)
    let first = try Status(of: path)
    try atomicWrite([4], to: path, permissions: 0o644)
    let second = try Status(of: path)
    #expect(try File.read(path) == [4])
    #expect((first.permissions, second.permissions) == (0o600, 0o644))
    #expect(first.inode != second.inode)
    var directory = try Directory(scratch.path)
    #expect(try directory.entries().map(\.name) == [name])
  }

  @Test func `replaces a link and not its target`() throws {
    let scratch = try Scratch()
    try shell("cd '\(scratch.path)' && echo old >target && ln -s target link")
    try atomicWrite([1], to: scratch.path("link"))
    #expect(try Status(of: scratch.path("link"), followingLinks: false).kind == .file)
    #expect(try File.read(scratch.path("target")) == Array("old\n".utf8))
  }

  @Test func `leaves nothing where it fails`() throws {
    let scratch = try Scratch()
    try shell("mkdir -p '\(scratch.path("full/of"))'")
    #expect(throws: Errno.isADirectory) { try atomicWrite([1], to: scratch.path("full")) }
    var directory = try Directory(scratch.path)
    #expect(try directory.entries().map(\.name) == [Array("full".utf8)])
    #expect(throws: Errno.notFound) { try atomicWrite([1], to: scratch.path("no/file")) }
  }
}

@Suite struct FileLockTests {
  @Test func `is held once until it goes`() throws {
    let scratch = try Scratch()
    let path = scratch.path("lock")
    do {
      let lock = try FileLock(path)
      #expect(throws: Errno.wouldBlock) { _ = try FileLock(path) }
      // flock(1) is a witness of its own.
      #expect(try run(["flock", "--nonblock", path, "true"]).code == 1)
      withExtendedLifetime(lock) {}
    }
    #expect(try run(["flock", "--nonblock", path, "true"]).code == 0)
  }
}

@Suite struct TimeoutTests {
  @Test func `gives what is done in time`() {
    #expect(withTimeout(.after(.seconds(60))) { 7 } == 7)
    #expect(withTimeout(nil) { 7 } == 7)
  }

  @Test func `abandons what is not`() {
    #expect(
      withTimeout(.after(.milliseconds(20))) { () -> Int in
        sleep(for: .seconds(60))
        return 7
      } == nil)
  }
}
