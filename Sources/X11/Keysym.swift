import CX11

/// The number of a key's symbol: what the key means, whatever the keyboard.
public struct Keysym: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Looks a symbol up by its name, such as `Page_Up`, `a` or `XF86AudioPlay`; nil if X has no such
  /// symbol. Upper and lower case differ.
  ///
  /// Wraps XStringToKeysym(3).
  @export(interface) public init?(named name: String) {
    // The longest name has 28 letters.
    guard name.utf8.count < 64, !name.utf8.contains(0) else { return nil }
    let number = XStringToKeysym(name)
    guard number != 0, number <= CUnsignedLong(UInt32.max) else { return nil }
    rawValue = UInt32(number)
  }

  /// The symbol's first name; nil if it has none.
  ///
  /// Wraps XKeysymToString(3).
  public var name: String? {
    XKeysymToString(KeySym(rawValue)).map { String(cString: $0) }
  }
}
