/// The number of a window, unique in a session.
///
/// Windows of X programs have the number that the X server gave them, whose top three bits are
/// zero; a back end for other windows numbers them above.
public struct WindowID: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Whether it is that of a window which no X server knows.
  public var isNative: Bool { rawValue >> 29 != 0 }
}

extension WindowID: CustomStringConvertible {
  /// The number as `0x60000c`.
  public var description: String { "0x" + String(rawValue, radix: 16) }
}
