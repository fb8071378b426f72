import Login
import Support
import System
import Testing

@Suite struct KeyValueFileTests {
  /// As editors of other systems leave it, with what begins with a mark, and with bytes of another encoding.
  @Test func `is read by its bytes`() throws {
    let scratch = try Scratch()
    try shell(#"printf '#a=b\r\na=1\r\nb=\xcc\x81x\r\nc=\xe9=\n'>file"#, directory: scratch.path)
    let file = KeyValueFile(scratch.path("file"))
    #expect(try file.read() == ["a": "1", "b": "\u{301}x", "c": String(path: [0xe9, 0x3d])])
    try file.write(["c": String(path: [0xe9]), "d": "x\r\ny=z"])
    #expect(
      try shell("od -An -c file", directory: scratch.path)
        == "   c   = 351  \\n   d   =   x       y   =   z  \\n\n")
  }

  /// A file kept elsewhere, with a link in its place, stays there.
  @Test func `writes what a link leads to`() throws {
    let scratch = try Scratch()
    try shell("mkdir kept; echo a=1 >kept/file; ln -s kept/file file", directory: scratch.path)
    try KeyValueFile(scratch.path("file")).write(["a": "2"])
    #expect(
      try shell("readlink file; cat kept/file", directory: scratch.path) == "kept/file\na=2\n")
  }

  @Test func `makes folders under their own names`() throws {
    let scratch = try Scratch()
    try KeyValueFile(scratch.path("") + String(path: [0x61, 0xe9]) + "/\u{301}b/file").write([
      "a": "1"
    ])
    #expect(
      try shell(#"cat $'a\xe9/\xcc\x81b/file'; ls | wc -l"#, directory: scratch.path) == "a=1\n1\n")
  }
}
