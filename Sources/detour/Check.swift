import ArgumentParser
import Interchange
import Quirks
import Tool

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says which quirks this machine has, with the evidence.",
    discussion: """
      Examples:
        $ detour check alt-drag
        affected        alt-drag  windows are dragged with '<Super>', not with '<Alt>'
                                  → detour fix alt-drag
        $ detour check --json

      It changes nothing. Exit code 0 when nothing is affected, 1 when something is or a quirk that \
      was named could not be checked, 2 for a name that is no quirk's.

      The quirks:
      """
        + quirks.map { "\n  \($0.name)\n      \($0.title)" }.joined())

  @Argument(help: "The quirks to look for; all when none is named.", completion: quirkNames)
  var names: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let chosen = try names.isEmpty ? quirks : names.map(quirk)
    var context = QuirkContext.current
    // Who asks for one wants it measured well.
    if !names.isEmpty { context.samplingTime = .seconds(10) }
    let findings = Array(zip(chosen, CheckRunner.run(chosen, in: context)))
    if json {
      let list = findings.map { quirk, finding in
        JSON.object([
          .init("name", .string(quirk.name)), .init("title", .string(quirk.title)),
          .init("verdict", .string(finding.verdict.rawValue)),
          .init("evidence", .array(finding.evidence.map { .string("\($0)") })),
          .init("remedy", JSON(finding.remedy?.text(for: quirk.name))),
        ])
      }
      try write("\(JSON.object([.init("version", .number(1)), .init("quirks", .array(list))]))\n")
    } else {
      let table = Table(findings.map(\.0.name))
      for (quirk, finding) in findings {
        try write(
          table.row(
            quirk.name, finding.verdict, finding.evidence.map(\.description),
            remedy: finding.remedy?.text(for: quirk.name)))
      }
    }
    let isUnknown = !names.isEmpty && findings.contains { $0.1.verdict == .unknown }
    if isUnknown || findings.contains(where: { $0.1.verdict == .affected }) {
      throw CommandError.exit(1)
    }
  }
}
