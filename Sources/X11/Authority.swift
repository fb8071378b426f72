import CX11
import Glibc

/// The cookies in an Xauthority file: see Xau(3).
public struct Authority: Hashable, Sendable {
  /// One server's cookie.
  public struct Entry: Hashable, Sendable {
    /// The kind of address: 256 is a machine's own name, 65535 is any address.
    public var family: UInt16
    public var address: [UInt8]
    /// The display's number in digits; empty for any.
    public var number: [UInt8]
    /// The authorization method, such as `MIT-MAGIC-COOKIE-1`.
    public var method: [UInt8]
    public var cookie: [UInt8]
  }

  /// The entries, up to the first that is incomplete.
  public var entries: [Entry]

  /// Reads the bytes of a file.
  ///
  /// Wraps XauReadAuth(3).
  @export(interface) public init(_ bytes: [UInt8]) {
    entries = []
    var bytes = bytes
    bytes.withUnsafeMutableBytes { bytes in
      guard let file = fmemopen(bytes.baseAddress, bytes.count, "r") else { return }
      defer { fclose(file) }
      while let entry = XauReadAuth(file) {
        func field(_ start: UnsafeMutablePointer<CChar>?, _ count: CUnsignedShort) -> [UInt8] {
          Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
        }
        let read = entry.pointee
        entries.append(
          Entry(
            family: read.family, address: field(read.address, read.address_length),
            number: field(read.number, read.number_length),
            method: field(read.name, read.name_length),
            cookie: field(read.data, read.data_length)))
        XauDisposeAuth(entry)
      }
    }
  }

  /// Finds the cookie for a display of this machine, as Xlib does: that of another machine, which
  /// shares the file or had its name before, is passed over.
  @export(interface) public func entry(forLocalDisplay number: Int) -> Entry? {
    let digits = Array(String(number).utf8)
    let method = Array("MIT-MAGIC-COOKIE-1".utf8)
    let host = Self.hostName
    return entries.first { entry in
      (entry.family == UInt16(FamilyWild)
        || entry.family == UInt16(FamilyLocal) && entry.address == host)
        && (entry.number.isEmpty || entry.number == digits) && entry.method == method
    }
  }

  /// This machine's name: gethostname(2).
  private static var hostName: [UInt8] {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return [] }
    return name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
  }
}
