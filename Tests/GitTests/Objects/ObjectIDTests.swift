import Testing

@testable import Git

@Suite struct ObjectIDTests {
  /// Each byte at each place, beside the standard library's own reading of a digit.
  @Test func `reads hexadecimal digits of either case, and nothing else`() {
    for count in [40, 64] {
      let digits = Array(String(repeating: "0123456789abcdefABCDEF", count: 3).utf8.prefix(count))
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          var text = digits
          text[place] = byte
          let isDigit = Character(UnicodeScalar(byte)).isHexDigit && byte < 0x80
          let id = ObjectID(hexadecimal: text.span)
          #expect((id != nil) == isDigit)
          if let id {
            #expect(id.prefix(count) == String(decoding: text, as: UTF8.self).lowercased())
          }
        }
      }
    }
  }

  @Test(arguments: [0, 8, 39, 41, 63, 65, 80])
  func `has no other length`(count: Int) {
    #expect(ObjectID(hexadecimal: Array(repeating: UInt8(ascii: "a"), count: count).span) == nil)
  }

  /// When a tag was made, also where its lines are not what they should be.
  @Test(arguments: [
    ("tagger a <a@b> 1700000123 +0000", 1_700_000_123), ("tagger a <a@b>", 0), ("tagger", 0),
    ("", 0), ("tagger a <a@b> 99999999999999999999 +0000", Int64.max),
    ("tagger a <a@b> x", 0), ("taggers a <a@b> 5", 0), ("tagger a 5", 0),
  ])
  func `a tag says when it was made`(line: String, date: Int64) {
    let object = String(repeating: "a", count: 40)
    let text = "object \(object)\ntype commit\ntag v1\n\(line)\n\nmessage\n"
    #expect(Tag(Array(text.utf8), .sha1)?.date == date)
    #expect(Tag.date(of: Array(text.utf8)) == date)
    #expect(Tag.date(of: Array("object".utf8)) == 0)
  }
}
