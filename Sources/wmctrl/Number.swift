/// A number at the start of a text, as strtol(3) and scanf(3) read it, and what stands behind it.
struct Number {
  /// Kept within the bounds of 64 bits, as strtol(3) does it.
  let value: Int
  let rest: ArraySlice<UInt8>

  /// - Returns: nothing where no number stands; blanks before it are skipped.
  init?(_ text: some Sequence<UInt8>, radix: Int = 10) {
    var text = ArraySlice(Array(text))
    while let first = text.first, first == 0x20 || (9...13).contains(first) { text.removeFirst() }
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { text.removeFirst() }
    if radix == 16, text.count > 2,
      text.starts(with: Array("0x".utf8))
        || text.starts(with: Array("0X".utf8)),
      text.dropFirst(2).first.flatMap({ Self.digit($0, 16) }) != nil
    {
      text = text.dropFirst(2)
    }
    guard let first = text.first, Self.digit(first, radix) != nil else { return nil }
    var value = 0
    while let byte = text.first, let digit = Self.digit(byte, radix) {
      text.removeFirst()
      let (product, tooMuch) = value.multipliedReportingOverflow(by: radix)
      let (sum, over) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      value = tooMuch || over ? (isNegative ? .min : .max) : sum
    }
    self.value = value
    rest = text
  }

  private static func digit(_ byte: UInt8, _ radix: Int) -> Int? {
    let digit: Int
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = Int(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = Int(byte - UInt8(ascii: "A")) + 10
    default: return nil
    }
    return digit < radix ? digit : nil
  }

  /// The numbers that stand in `text` with a comma between each, as scanf(3) reads `%ld,%ld`: up
  /// to `count` of them, and whether nothing else stands behind.
  static func list(_ text: [UInt8], _ count: Int) -> (values: [Int], isWhole: Bool) {
    var values: [Int] = []
    var rest = text[...]
    while let number = Number(rest) {
      values.append(number.value)
      rest = number.rest
      guard values.count < count, rest.first == UInt8(ascii: ",") else { break }
      rest = rest.dropFirst()
    }
    return (values, rest.isEmpty)
  }
}
