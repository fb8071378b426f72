import ArgumentParser
import Quirks
import Tool

struct Overview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overview",
    abstract: "Takes a first look: what is affected, and what to do about it.",
    discussion: """
      Examples:
        $ detour
        affected        alt-drag  Alt and the mouse do not move windows
        6 fine, 12 not applicable here
        next: detour check NAME for the evidence, detour fix NAME to fix it
      """)

  func run() throws {
    let context = QuirkContext.current
    let findings = Array(zip(quirks, CheckRunner.run(quirks, in: context)))
    let shown = findings.filter { $0.1.verdict == .affected || $0.1.verdict == .fixed }
    let table = Table(shown.map(\.0.name))
    for (quirk, finding) in shown {
      let text = finding.verdict == .affected ? quirk.title : "\(finding.evidence[0])"
      try write(table.row(quirk.name, finding.verdict, [text]))
    }
    let fine = findings.filter { $0.1.verdict == .fine }.count
    let unknown = findings.filter { $0.1.verdict == .unknown }.count
    let rest = findings.count - shown.count - fine - unknown
    try write(
      "\(fine) fine, \(rest) not applicable here\(unknown > 0 ? ", \(unknown) unknown" : "")\n")
    if shown.contains(where: { $0.1.verdict == .affected }) {
      try write("next: detour check NAME for the evidence, detour fix NAME to fix it\n")
    }
  }
}
