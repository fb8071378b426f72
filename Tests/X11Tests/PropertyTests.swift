import Testing
import X11

struct PropertyTests {
  @Test func `numbers are in this machine's order, and half an item is none`() {
    let numbers: [UInt32] = [0, 1, 0x1234_5678, .max]
    #expect(Property(.cardinal, numbers).cardinals == numbers)
    #expect(Property(.window, [7]).windows == [Window(rawValue: 7)])
    #expect(Property(.atom, [4]).atoms == [.atom])
    var cut = Property(.cardinal, numbers)
    cut.bytes.removeLast()
    #expect(cut.cardinals == Array(numbers.dropLast()))
  }

  @Test func `a property of another type or format is not what is asked for`() {
    let text = Property(type: .string, format: 8, bytes: Array("abcdefgh".utf8))
    #expect(text.numbers == nil)
    #expect(text.cardinals == nil)
    #expect(Property(.window, [1]).cardinals == nil)
    #expect(Property(.cardinal, [1]).windows == nil)
    #expect(Property(.cardinal, [1]).pieces == nil)
    #expect(Property(.cardinal, [1]).firstPiece == nil)
    #expect(Property(type: .cardinal, format: 16, bytes: [1, 2, 3, 4]).cardinals == nil)
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\0", ["a"]), ("a\0b", ["a", "b"]), ("a\0\0b\0", ["a", "", "b"]),
    ("\0", [""]), ("\0\0", ["", ""]),
  ])
  func `pieces end with zero bytes`(text: String, pieces: [String]) {
    let property = Property(type: .string, format: 8, bytes: Array(text.utf8))
    #expect(property.pieces?.map { String(decoding: $0, as: UTF8.self) } == pieces)
  }

  /// Whatever a client writes into a property, it is read without a trap.
  @Test func `random properties are read or refused`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<40, using: &random)
      let property = Property(
        type: Atom(rawValue: [0, 4, 6, 31, 33, .max].randomElement(using: &random) ?? 0),
        format: [-8, 0, 7, 8, 16, 32, 64].randomElement(using: &random) ?? 0,
        bytes: (0..<count).map { _ in .random(in: 0...255, using: &random) })
      _ = (property.cardinals, property.windows, property.atoms, property.numbers)
      _ = (property.pieces, property.firstPiece)
    }
  }
}
