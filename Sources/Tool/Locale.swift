import Glibc
import System

/// The character set of this process's locale.
public struct Locale: Sendable {
  /// The name for iconv(3), such as `UTF-8`.
  public let charset: String

  /// Sets the locale from the environment: setlocale(3), nl_langinfo(3).
  ///
  /// As in programs that use GLib, the variable `CHARSET` takes precedence.
  @export(interface) public init() {
    setlocale(LC_CTYPE, "")
    if let charset = nonEmptyEnvironment("CHARSET") {
      self.charset = charset
    } else {
      // CODESET, a macro that is not imported.
      charset = nl_langinfo(14).map { String(cString: $0) } ?? "ANSI_X3.4-1968"
    }
  }

  public var isUTF8: Bool { charset.contains("UTF-8") }

  /// Converts text of the locale to UTF-8; nil if it is invalid in the locale.
  public func utf8(_ text: [UInt8]) -> [UInt8]? {
    converted(text, from: charset, to: "UTF-8")
  }

  /// Converts UTF-8 to the locale's character set; nil if a character cannot be represented.
  public func text(_ utf8: [UInt8]) -> [UInt8]? {
    converted(utf8, from: "UTF-8", to: charset)
  }

  private func converted(_ text: [UInt8], from: String, to: String) -> [UInt8]? {
    if isUTF8 { return validate(text) ? text : nil }
    // glibc's name of ASCII in the C locale.
    if charset == "ANSI_X3.4-1968" { return text.allSatisfy { $0 < 0x80 } ? text : nil }
    guard let converter = iconv_open(to, from), converter != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { iconv_close(converter) }
    var result: [UInt8] = []
    var input = text.map { CChar(bitPattern: $0) }
    var inputLeft = input.count
    let ok = input.withUnsafeMutableBufferPointer { input in
      var source = input.baseAddress
      var block = [CChar](repeating: 0, count: 256)
      while true {
        let (outcome, count) = block.withUnsafeMutableBufferPointer { block in
          var target = block.baseAddress
          var targetLeft = block.count
          let outcome = iconv(converter, &source, &inputLeft, &target, &targetLeft)
          return (outcome, block.count - targetLeft)
        }
        let full = outcome == Int(bitPattern: UInt.max) && errno == E2BIG
        result += block.prefix(count).map { UInt8(bitPattern: $0) }
        if !full { return outcome != Int(bitPattern: UInt.max) && inputLeft == 0 }
      }
    }
    return ok ? result : nil
  }

  private func validate(_ text: [UInt8]) -> Bool {
    String(validating: text, as: UTF8.self) != nil
  }
}
