import EWMH
import Tool
import Windows
import X11

extension Session {
  /// What is read of a window to know its title.
  static let titleFields = [Field.oldTitle, Field(.title)]

  /// A window's title in UTF-8, as its program set it.
  ///
  /// `_NET_WM_NAME` goes before `WM_NAME`. The original takes only text of type `STRING` for the
  /// latter, and takes that for text of the locale.
  func title(of window: WindowID, in snapshot: Snapshot) -> [UInt8]? {
    let old = string(.oldTitle, .string, of: window, in: snapshot)
    if let title = string(Field(.title), screen[.utf8String], of: window, in: snapshot) {
      return title
    }
    if let old, let title = text.utf8(fromLocale: old) { return title }
    guard !isCompatible else { return nil }
    return decoded(Field(.title), of: window, in: snapshot)
      ?? decoded(.oldTitle, of: window, in: snapshot)
  }

  /// A window's class in UTF-8, its two parts with a dot between.
  func windowClass(of window: WindowID, in snapshot: Snapshot) -> [UInt8]? {
    guard let property = value(.windowClass, .string, of: window, in: snapshot) else { return nil }
    let parts = property.bytes.split(separator: 0, omittingEmptySubsequences: false)
    let isPair = (property.bytes.firstIndex(of: 0) ?? .max) < property.bytes.count - 1
    let joined = Array((isPair ? parts.prefix(2) : parts.prefix(1)).joined(separator: [0x2e]))
    if let text = text.utf8(fromLocale: joined) { return text }
    return isCompatible ? nil : Array(String(joined.map { Character(.init($0)) }).utf8)
  }

  /// Text of any type as UTF-8.
  private func decoded(_ field: Field, of window: WindowID, in snapshot: Snapshot) -> [UInt8]? {
    guard let property = snapshot.property(field, of: window) else { return nil }
    // Many programs put UTF-8 there, whatever they say it is.
    if property.type == .string, let bytes = property.firstPiece,
      String(validating: bytes, as: UTF8.self) != nil
    {
      return bytes
    }
    return screen.text(property).map { Array($0.utf8) }
  }
}

extension Invocation where Self: ~Copyable {
  /// UTF-8 for output: in the locale's character set where that has room for it, and with nothing
  /// in it that could break the line or steer a terminal.
  func shown(_ utf8: [UInt8]) -> [UInt8] {
    let safe = isCompatible ? utf8 : Array(visible(utf8).utf8)
    if let output = text.output(fromUTF8: safe) { return output }
    note("Cannot convert string from UTF-8 to locale charset.")
    return safe
  }

  /// Text that is the locale's, as far as is known, for output.
  func shown(fromLocale bytes: [UInt8]) -> [UInt8] {
    var output = bytes
    if let converted = text.output(fromLocale: bytes) {
      output = converted
    } else {
      note("Cannot convert string from locale charset to UTF-8.")
    }
    return isCompatible ? output : Array(visible(output).utf8)
  }
}
