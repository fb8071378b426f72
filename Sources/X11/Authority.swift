/// The cookies in an Xauthority file: see Xau(3).
public struct Authority: Hashable, Sendable {
  /// One server's cookie.
  public struct Entry: Hashable, Sendable {
    /// What kind of address: 256 is this machine, 65535 is any.
    public var family: UInt16
    public var address: [UInt8]
    /// The display's number in digits; empty for any.
    public var number: [UInt8]
    /// The way to prove oneself, such as `MIT-MAGIC-COOKIE-1`.
    public var method: [UInt8]
    public var cookie: [UInt8]
  }

  /// What the file holds, up to where it is cut short.
  public var entries: [Entry]

  /// Takes the bytes of a file apart.
  public init(_ bytes: [UInt8]) {
    entries = []
    var rest = bytes[...]
    func number() -> UInt16? {
      guard rest.count >= 2 else { return nil }
      defer { rest = rest.dropFirst(2) }
      return UInt16(rest[rest.startIndex]) << 8 | UInt16(rest[rest.startIndex + 1])
    }
    func field() -> [UInt8]? {
      guard let count = number(), rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(Int(count)) }
      return Array(rest.prefix(Int(count)))
    }
    while let family = number(), let address = field(), let number = field(),
      let method = field(), let cookie = field()
    {
      entries.append(
        Entry(
          family: family, address: address, number: number, method: method, cookie: cookie))
    }
  }

  /// The cookie for the display `number` of this machine, if there is one that libxcb can use.
  public func entry(forLocalDisplay number: Int) -> Entry? {
    let digits = Array(String(number).utf8)
    return entries.first { entry in
      (entry.family == 256 || entry.family == 65535)
        && (entry.number.isEmpty || entry.number == digits)
        && entry.method == Array("MIT-MAGIC-COOKIE-1".utf8)
    }
  }
}
