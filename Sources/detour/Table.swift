import Quirks
import Tool

/// Findings for a person to read: the verdict, the quirk's name, and the evidence.
///
/// On a terminal no line is longer than that is wide; elsewhere each text is a line.
struct Table {
  /// What fits on every terminal.
  static let width = 78

  /// Where the names begin: beside the longest verdict.
  private static let column = 2 + (Verdict.allCases.map(\.rawValue.count).max() ?? 0)

  private let isColoured: Bool
  private let names: Int

  init(_ names: [String]) {
    // https://no-color.org
    isColoured =
      outputIsTerminal && nonEmptyEnvironment("NO_COLOR") == nil
      && nonEmptyEnvironment("TERM") != "dumb"
    self.names = names.map(\.count).max() ?? 0
  }

  /// A quirk, its evidence, and the command that fixes it, which is never broken over lines.
  func row(_ name: String, _ verdict: Verdict, _ texts: [String], remedy: String? = nil) -> String {
    let indent = Self.column + names + 2
    // A column of less than some words helps nobody.
    let room = outputWidth.map { max(20, $0 - indent) } ?? .max
    var lines = texts.map { text in
      room == .max ? visible(text) : visible(text).wrapped(room, indent: indent)
    }
    if let remedy { lines.append("→ \(visible(remedy))") }
    let between = "\n" + String(repeating: " ", count: indent)
    return head(name, verdict) + lines.joined(separator: between) + "\n"
  }

  private func head(_ name: String, _ verdict: Verdict) -> String {
    let word = verdict.rawValue
    let shown = isColoured ? "\u{1b}[\(Self.colour(verdict))m\(word)\u{1b}[0m" : word
    return shown + String(repeating: " ", count: Self.column - word.count) + name
      + String(repeating: " ", count: max(0, names - name.count) + 2)
  }

  private static func colour(_ verdict: Verdict) -> String {
    switch verdict {
    case .affected: "1;31"
    case .fixed: "32"
    case .fine: "32"
    case .unknown: "33"
    case .notApplicable: "2"
    }
  }
}
