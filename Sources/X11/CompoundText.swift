import CX11
import System

extension Display {
  /// Converts Compound Text, X's own mixture of character sets, to a string.
  ///
  /// Only the first megabyte is read. Bytes that are no Compound Text are read as Latin-1.
  ///
  /// Wraps Xutf8TextPropertyToTextList(3).
  @export(interface) public borrowing func compoundText(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "" }
    // At first Xlib asks the server for the numbers of two types, and would wait for ever.
    let watchdog =
      queue.hasTextTypes ? nil : Watchdog(breaking: fileDescriptor, at: .after(timeout))
    queue.hasTextTypes = true
    defer { _ = watchdog?.cancel() }
    var bytes = Array(bytes.prefix(1 << 20))
    return bytes.withUnsafeMutableBufferPointer { bytes in
      var property = XTextProperty(
        value: bytes.baseAddress, encoding: XInternAtom(xlib, "COMPOUND_TEXT", 0), format: 8,
        nitems: CUnsignedLong(bytes.count))
      var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      var count: CInt = 0
      guard Xutf8TextPropertyToTextList(xlib, &property, &list, &count) >= 0, let list else {
        return latin1(Array(bytes))
      }
      defer { XFreeStringList(list) }
      return count > 0 ? list[0].map { String(cString: $0) } ?? "" : ""
    }
  }
}
