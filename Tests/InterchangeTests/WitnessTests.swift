import Foundation
import Support
import Testing

@testable import Interchange

/// RFC 8259, with Foundation's decoder as the witness.
@Suite struct WitnessTests {
  /// Whether Foundation takes the text.
  private static func isTakenByFoundation(_ text: [UInt8]) -> Bool {
    decoded(text) != nil
  }

  /// What Foundation reads; nothing of a text with a comma before the end of a list, which it takes
  /// and RFC 8259 does not.
  private static func decoded(_ text: [UInt8]) -> Anything? {
    var signs: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in text where byte > 0x20 || isInString {
      if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
      isEscaped = isInString && byte == UInt8(ascii: "\\") && !isEscaped
      signs.append(isInString ? UInt8(ascii: "s") : byte)
    }
    let hasTrailingComma = zip(signs, signs.dropFirst()).contains { first, second in
      first == UInt8(ascii: ",") && (second == UInt8(ascii: "]") || second == UInt8(ascii: "}"))
    }
    return hasTrailingComma ? nil : try? JSONDecoder().decode(Anything.self, from: Data(text))
  }

  @Test(arguments: [
    "0", "-0", "1.5", "-1.25e2", "1E+2", "1e-2", "0.0", "99999999999999999999", "1e400", "01", "1.",
    ".5", "-", "+1", "1e", "1e+", "--1", "0x1", "1.5.5", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
    "\"\\ude00\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\u00e9\"", "\"\\u+123\"", "\"\\u12\"",
    "\"\u{7f}\"", "\"\u{9}\"", "\u{feff}[1]", "[1] ", "\r\n\t [ 1 ,\n2 ] ", "[1,]", "{\"a\":1,}",
    "{a:1}", "{'a':1}", "[1 2]", "tru", "nulll", "[]]", "{}", "\"a\\/b\"", "\"\\v\"",
  ])
  func `agrees on`(text: String) {
    // A number that no Double holds is none for Foundation; RFC 8259 has no such limit.
    let isTaken = (try? JSON(Array(text.utf8))) != nil
    #expect(isTaken == (text == "1e400" || Self.isTakenByFoundation(Array(text.utf8))))
  }

  @Test(arguments: [
    ("1.5", Int?.none), ("1.0", 1), ("-1.50e2", -150), ("1E+2", 100), ("1e-2", nil), ("100e-2", 1),
    ("0.0e9", 0), ("-0", 0), ("9223372036854775807", .max), ("9223372036854775808", nil),
    ("-9223372036854775808", .min), ("1e18", 1_000_000_000_000_000_000), ("1e19", nil),
    ("1e999999999999999999999", nil), ("0.10", nil),
  ])
  func `tells whole numbers`(text: String, value: Int?) throws {
    let json = try JSON(Array("[\(text)]".utf8))
    #expect(json.elements?.first?.number == value)
    if let value {
      #expect(try JSONDecoder().decode([Int].self, from: Data("[\(text)]".utf8)) == [value])
    }
    // It is written as it was read.
    #expect(try JSON(Array(json.description.utf8)) == json)
  }

  @Test func `bounds nesting`() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect((try? JSON(nested(JSON.depthLimit))) != nil)
    #expect(Self.isTakenByFoundation(nested(JSON.depthLimit)))
    #expect((try? JSON(nested(JSON.depthLimit + 1))) == nil)
    #expect((try? JSON(nested(1_000_000))) == nil)
  }

  /// Made-up texts: what Foundation takes is taken with the same value, and nothing else is.
  @Test func `agrees on made-up texts`() throws {
    var generator = SeededGenerator(seed: 7)
    var taken = 0
    for _ in 0..<20_000 {
      let text = Self.madeUp(&generator)
      let ours = try? JSON(text)
      let theirs = Self.decoded(text)
      #expect((ours != nil) == (theirs != nil), "\(String(decoding: text, as: UTF8.self))")
      if let ours, let theirs {
        taken += 1
        #expect(theirs.isSame(as: ours), "\(String(decoding: text, as: UTF8.self))")
      }
    }
    // Neither all nor none: both ways are tried.
    #expect(taken > 1_000 && taken < 19_000)
  }

  private static func madeUp(_ generator: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "[", "]", "{", "}", ",", ":", "\"a\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "1", "-2.5e1",
      "0",
      "true", "null", " ", "\"k\":", "[]", "{\"k\":1}", "\"\\n\"", "3E2",
    ]
    func value(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 3 ? 6 : 8), using: &generator) {
      case 0...5:
        return pieces[Int.random(in: 6..<14, using: &generator)]
          .replacingOccurrences(of: " ", with: "1")
      case 6:
        let list = (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth + 1) }
        return "[" + list.joined(separator: ",") + "]"
      default:
        let list = (0..<Int.random(in: 0...3, using: &generator))
          .map { "\"k\($0)\": " + value(depth + 1) }
        return "{" + list.joined(separator: ", ") + "}"
      }
    }
    var text = Array(value(0).utf8)
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      let piece = Array(pieces[Int.random(in: 0..<pieces.count, using: &generator)].utf8)
      text.insert(contentsOf: piece, at: Int.random(in: 0...text.count, using: &generator))
    }
    return text
  }
}

/// Any value of JSON, as Foundation reads it.
private enum Anything: Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Anything])
  case object([String: Anything])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let list = try? value.decode([Anything].self) {
      self = .array(list)
    } else {
      self = .object(try value.decode([String: Anything].self))
    }
  }

  func isSame(as json: JSON) -> Bool {
    switch (self, json) {
    case (.null, .null): true
    case (.bool(let one), .bool(let other)): one == other
    case (.number(let one), .number(let other)): one == Double(other)
    case (.number(let one), .decimal(let other)): one == Double(other)
    case (.string(let one), .string(let other)): one == other
    case (.array(let one), .array(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
    case (.object(let one), .object(let other)):
      // Of a name that is there twice Foundation takes one.
      Set(one.keys) == Set(other.map(\.name))
        && one.allSatisfy { name, value in
          other.contains { $0.name == name && value.isSame(as: $0.value) }
        }
    default: false
    }
  }
}
