import Support
import Testing

@testable import System

/// A name that is no UTF-8 comes out of its text as it was.
@Suite struct PathTextTests {
  @Test(arguments: [
    "plain", "größe", "", "/a/b\u{301}", "\u{10ffff}\u{10ff80}", "\u{10fffd}x", "\u{f0000}",
  ])
  func `keeps text`(name: String) {
    #expect(String(path: Array(name.utf8)).pathBytes == Array(name.utf8))
  }

  @Test(
    arguments: [
      [0xff], [0x61, 0x80, 0x62], [0xc3], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x8f, 0xbf],
      [0xf4, 0x8f, 0xbe, 0x80], [0xf5, 0x80, 0x80, 0x80], Array(0x80...0xff),
    ] as [[UInt8]])
  func `keeps bytes`(name: [UInt8]) throws {
    #expect(String(path: name).pathBytes == name)
    let twice = "/tmp/" + String(path: name) + "/" + String(path: name)
    #expect(twice.pathBytes == Array("/tmp/".utf8) + name + [0x2f] + name)
  }

  @Test func `names the file`() throws {
    let scratch = try Scratch()
    let name = Array(scratch.path.utf8) + [0x2f, 0xff, 0x61]
    try FileDescriptor(opening: name, [.writeOnly, .create], mode: 0o600).writeAll([1])
    #expect(try File.read(String(path: name)) == [1])
    #expect(realPath(of: String(path: name)).map(\.pathBytes) == name)
  }
}
