import Foundation
import Support
import Testing

@testable import Git

/// Each sequence of one or two bytes as the C library decodes it, which git asks.
@Suite struct EncodingTests {
  static let names = [
    "CP1250", "CP1251", "CP1252", "CP1253", "CP1254", "CP1255", "CP1256", "CP1257", "ISO-8859-2",
    "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8",
    "ISO-8859-9", "ISO-8859-10", "ISO-8859-11", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15",
    "ISO-8859-16", "KOI8-R", "KOI8-U", "CP437", "CP850", "CP852", "CP866", "MACINTOSH", "SJIS",
    "EUC-JP", "GBK", "EUC-CN", "BIG5", "EUC-KR",
  ]

  @Test(arguments: names) func `decodes as the C library`(name: String) throws {
    let script = packageRoot + "/Tests/GitTests/Fixtures/Encodings/sequences.py"
    let said = try run(["python3", "-B", script, name], within: .seconds(60))
    let rows = said.output.split(separator: "\n")
    try #require(said.code == 0 && rows.count == 128, "\(said)")
    let encoding = try #require(TableEncoding(name))
    #expect(Encoding.isKnown(name))
    var wrong: [String] = []
    for (row, first) in zip(rows, UInt8(128)...255) {
      let cells = row.split(separator: " ")
      for (cell, second) in zip(cells, UInt8(64)...255) {
        let bytes = cells.count == 1 ? [first] : [first, second]
        let expected = UInt32(cell, radix: 16).flatMap { Unicode.Scalar($0) }.map {
          Array(String($0).utf8)
        }
        if encoding.decode(bytes) != expected { wrong.append("\(bytes): \(cell)") }
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    ("CP1255", [0xe0, 0xc7, 0xf9, 0xcc, 0xd1, 0xf9, 0x20, 0xc7] as [UInt8]),
    ("CP1255", [0xf9, 0xd1, 0xcc, 0xe0, 0xe0, 0xc7, 0x00, 0xe0]),
    ("SJIS", [0x5c, 0x7e, 0x41, 0x00, 0x93, 0xfa]),
    ("EUC-KR", [0xb0, 0xa1, 0x0a, 0xb0, 0xa2]),
  ])
  func `decodes text`(name: String, content: [UInt8]) throws {
    let scratch = try Scratch()
    try Data(content).write(to: URL(filePath: scratch.path("text")))
    try shell(
      "iconv -f \(name) -t UTF-8 '\(scratch.path("text"))' > '\(scratch.path("utf8"))'")
    let expected = try Data(contentsOf: URL(filePath: scratch.path("utf8")))
    #expect(Encoding.decode(content, name) == Array(expected))
  }
}
