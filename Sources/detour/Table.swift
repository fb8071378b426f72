import Quirks
import Tool

/// Findings as a person reads them.
struct Table {
  private let isColoured: Bool
  private let width: Int

  init(_ names: [String]) {
    // https://no-color.org
    isColoured = outputIsTerminal && set("NO_COLOR") == nil && set("TERM") != "dumb"
    width = names.map(\.count).max() ?? 0
  }

  /// A finding with all of its evidence, and the command that mends it.
  func row(_ name: String, _ finding: Finding) -> String {
    let indent = String(repeating: " ", count: 14 + 2 + width + 2)
    var text =
      head(name, finding) + finding.evidence.map(visible).joined(separator: "\n" + indent) + "\n"
    if let remedy = finding.remedy { text += "\(indent)→ \(remedy)\n" }
    return text
  }

  /// A finding on one line.
  func line(_ name: String, _ text: String, _ finding: Finding) -> String {
    head(name, finding) + visible(text) + "\n"
  }

  private func head(_ name: String, _ finding: Finding) -> String {
    let verdict = finding.verdict.rawValue
    let shown = isColoured ? "\u{1b}[\(Self.colour(finding.verdict))m\(verdict)\u{1b}[0m" : verdict
    return shown + String(repeating: " ", count: max(0, 16 - verdict.count)) + name
      + String(repeating: " ", count: max(0, width - name.count) + 2)
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
