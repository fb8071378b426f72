import System
import Tool

/// The character set of what is read and written, as the original finds it out.
///
/// The locale is looked up when it is first needed: most requests have no text in them.
final class Text {
  private let isForced: Bool
  private lazy var locale = Locale()
  /// Whether arguments and output are UTF-8.
  private(set) lazy var isUTF8 = isForced || locale.isUTF8 || says("LC_CTYPE") || says("LANG")

  /// - Parameter forced: whether the user says that it is UTF-8.
  init(forced: Bool) { isForced = forced }

  /// A variable LC_ALL alone does not count here, only in the locale: so it does there.
  private func says(_ name: String) -> Bool {
    let value = environment(name)?.uppercased() ?? ""
    return value.contains("UTF8") || value.contains("UTF-8")
  }

  /// Text of the locale as UTF-8; nothing where it can't be converted.
  func utf8(fromLocale text: [UInt8]) -> [UInt8]? { locale.utf8(text) }

  /// An argument as UTF-8, or as it is where it can't be converted.
  func utf8(fromArgument text: [UInt8]) -> [UInt8] {
    isUTF8 ? text : locale.utf8(text) ?? text
  }

  /// UTF-8 for output; nothing where the locale has no room for it.
  func output(fromUTF8 text: [UInt8]) -> [UInt8]? { isUTF8 ? text : locale.text(text) }

  /// Text of the locale for output; nothing where it can't be converted.
  func output(fromLocale text: [UInt8]) -> [UInt8]? { isUTF8 ? locale.utf8(text) : text }
}
