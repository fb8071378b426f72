/// Text in columns, as printf(3) fills them.
extension [UInt8] {
  /// With blanks behind it up to `width` bytes: `%-*s`.
  func filled(to width: Int) -> [UInt8] {
    self + [UInt8](repeating: UInt8(ascii: " "), count: Swift.max(0, width - count))
  }

  /// With blanks before it up to `width` bytes: `%*s`.
  func indented(to width: Int) -> [UInt8] {
    [UInt8](repeating: UInt8(ascii: " "), count: Swift.max(0, width - count)) + self
  }

  /// What stands where there is nothing to say.
  static let none = Array("N/A".utf8)
}

/// The digits of a number, with a sign where it has one: `%ld`.
func digits(_ number: Int) -> [UInt8] { Array(String(number).utf8) }

/// The digits of a number that is taken as one without a sign: `%lu`.
func unsigned(_ number: Int) -> [UInt8] { Array(String(UInt(bitPattern: number)).utf8) }

/// The number of a window as lists show it: `0x%.8lx`.
func hexadecimal(_ number: UInt) -> String {
  let digits = String(number, radix: 16)
  return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
}
