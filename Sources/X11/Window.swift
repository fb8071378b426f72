/// The number of a window on a server.
public struct Window: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// No window: `None`.
  public static let none = Window(rawValue: 0)
}

extension Window: CustomStringConvertible {
  /// The number as `0x60000c`.
  public var description: String { "0x" + String(rawValue, radix: 16) }
}
