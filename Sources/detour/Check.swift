import ArgumentParser
import Quirks
import Tool

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says which quirks this machine has, with the evidence.",
    discussion: """
      EXAMPLES
        detour check
        detour check lid-suspends

      Exit code 0 when nothing is affected, 1 when something is, 2 for a name that is no quirk's.
      """)

  @Argument(help: "The quirks to look for; all when none is named.")
  var names: [String] = []

  func run() throws {
    let chosen = try names.isEmpty ? quirks : names.map(Self.quirk)
    let machine = Machine.ofProcess
    let findings = chosen.map { ($0, $0.look(at: machine)) }
    let width = findings.map { $0.0.name.count }.max() ?? 0
    for (quirk, finding) in findings {
      try write(Self.row(quirk, finding, width: width))
    }
    if findings.contains(where: { $0.1.verdict == .affected }) { throw Exit(1) }
  }

  static func quirk(_ name: String) throws -> any Quirk {
    guard let quirk = quirks.first(where: { $0.name == name }) else {
      throw Misuse(
        "there is no quirk \"\(name)\"; there are \(quirks.map(\.name).joined(separator: ", "))")
    }
    return quirk
  }

  private static func row(_ quirk: any Quirk, _ finding: Finding, width: Int) -> String {
    let verdict = finding.verdict.rawValue
    let space = String(repeating: " ", count: width - quirk.name.count)
    let pad = String(repeating: " ", count: 14 - verdict.count)
    var text = "\(verdict)\(pad)  \(quirk.name)\(space)  "
    let indent = String(repeating: " ", count: 14 + 2 + width + 2)
    text += finding.evidence.map(visible).joined(separator: "\n" + indent) + "\n"
    if let remedy = finding.remedy { text += "\(indent)→ \(remedy)\n" }
    return text
  }
}
