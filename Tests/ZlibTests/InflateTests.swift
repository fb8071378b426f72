import Foundation
import Support
import Testing
import Zlib

/// The witness is Python's zlib.
@Suite struct InflateTests {
  private func deflated(_ expression: String) throws -> [UInt8] {
    let hexadecimal = try shell(
      "python3 -c 'import zlib; print(zlib.compress(\(expression)).hex())'")
    let digits = Array(hexadecimal.utf8.dropLast())
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
  }

  // The compiler fails on a span within #expect.
  private func whole(_ bytes: [UInt8], from offset: Int = 0, size: Int) throws -> [UInt8] {
    let span = bytes.span
    return try inflate(span, from: offset, size: size)
  }

  private func start(_ bytes: [UInt8], from offset: Int = 0, atMost limit: Int) throws -> [UInt8] {
    let span = bytes.span
    return try inflate(span, from: offset, atMost: limit)
  }

  @Test func `gives back what was deflated`() throws {
    let bytes = try deflated("b\"abc\" * 100000")
    let expected = Array(repeating: Array("abc".utf8), count: 100_000).flatMap { $0 }
    #expect(try whole(bytes, size: 300_000) == expected)
    #expect(try start(bytes, atMost: 5) == Array("abcab".utf8))
    #expect(try start([1, 2, 3] + bytes, from: 3, atMost: 3) == Array("abc".utf8))
    #expect(try whole(try deflated("b\"\""), size: 0) == [])
  }

  @Test(arguments: [25, 27, 1 << 60]) func `refuses a wrong size`(size: Int) throws {
    let bytes = try deflated("b\"some text that is deflated\"")
    #expect(throws: InflateError()) { try whole(bytes, size: size) }
  }

  @Test func `refuses a broken stream`() throws {
    let bytes = try deflated("b\"some text that is deflated\"")
    #expect(throws: InflateError()) { try whole(Array(bytes.dropLast(8)), size: 26) }
    #expect(throws: InflateError()) { try whole(bytes, from: 1, size: 26) }
    #expect(throws: InflateError()) { try whole(bytes, from: bytes.count, size: 0) }
  }

  /// What one stream leaves behind, whole, broken or cut off, is nothing to the next.
  @Test func `inflates one after the other`() throws {
    let inflater = Inflater()
    func next(_ bytes: [UInt8], size: Int) throws -> [UInt8] {
      let span = bytes.span
      return try inflater.inflate(span, from: 0, size: size)
    }
    let long = try deflated("b\"abc\" * 100000")
    let short = try deflated("b\"some text that is deflated\"")
    let expected = Array("some text that is deflated".utf8)
    #expect(try next(long, size: 300_000).count == 300_000)
    #expect(try next(short, size: 26) == expected)
    #expect(throws: InflateError()) { try next(long, size: 5) }
    #expect(try next(short, size: 26) == expected)
    #expect(throws: InflateError()) { try next(Array(short.dropLast(8)), size: 26) }
    #expect(throws: InflateError()) { try next(Array(short.dropFirst()), size: 26) }
    #expect(try next(short, size: 26) == expected)
  }
}
