import Testing

@testable import Tool

@Suite struct VisibleTests {
  @Test(arguments: [
    ("plain", "plain"), ("naïve 漢字", "naïve 漢字"), ("a\u{1b}[31mb", "a\\x1b[31mb"),
    ("two\nlines\t", "two\\nlines\\t"), ("\u{9b}0m", "\\x9b0m"), ("a\u{202e}b", "a\\u{202e}b"),
    ("\u{7f}", "\\x7f"),
  ])
  func `escapes`(text: String, shown: String) {
    #expect(visible(text) == shown)
    #expect(visible(Array(text.utf8)) == shown)
  }

  @Test func `shows bytes that are no text`() {
    #expect(visible([0x61, 0x9b, 0xff, 0x62]) == "a\\x9b\\xffb")
    #expect(visible([0xe2, 0x82]) == "\\xe2\\x82")
  }
}
