import Quirks
import Tool

/// Findings as a person reads them.
struct Table {
  /// What fits on every terminal.
  static let width = 78

  private let isColoured: Bool
  private let names: Int

  init(_ names: [String]) {
    // https://no-color.org
    isColoured = outputIsTerminal && set("NO_COLOR") == nil && set("TERM") != "dumb"
    self.names = names.map(\.count).max() ?? 0
  }

  /// A finding with all of its evidence, and the command that mends it.
  func row(_ name: String, _ finding: Finding) -> String {
    let indent = String(repeating: " ", count: 14 + 2 + names + 2)
    var text =
      head(name, finding, 16) + finding.evidence.map(visible).joined(separator: "\n" + indent)
      + "\n"
    if let remedy = finding.remedy { text += "\(indent)→ \(remedy)\n" }
    return text
  }

  /// A finding that is affected or mended, on as few lines as hold it.
  func line(_ name: String, _ text: String, _ finding: Finding) -> String {
    let indent = 10 + names + 2
    return head(name, finding, 10)
      + visible(text).wrapped(Self.width - indent, indent: indent) + "\n"
  }

  private func head(_ name: String, _ finding: Finding, _ column: Int) -> String {
    let verdict = finding.verdict.rawValue
    let shown = isColoured ? "\u{1b}[\(Self.colour(finding.verdict))m\(verdict)\u{1b}[0m" : verdict
    return shown + String(repeating: " ", count: max(0, column - verdict.count)) + name
      + String(repeating: " ", count: max(0, names - name.count) + 2)
  }

  private static func colour(_ verdict: Verdict) -> String {
    switch verdict {
    case .affected: "1;31"
    case .mended: "32"
    case .fine: "32"
    case .notApplicable: "2"
    }
  }
}
