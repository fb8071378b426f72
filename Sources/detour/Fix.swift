import ArgumentParser
import Quirks
import Tool

struct Fix: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fixes quirks; prints each change before it is made.",
    discussion: """
      Examples:
        $ detour fix alt-drag --dry-run
        set org.gnome.desktop.wm.preferences mouse-button-modifier to '<Alt>'
        $ detour fix alt-drag --yes

      What was before is stored in $XDG_STATE_HOME/detour/changes.json; detour undo restores it.
      """)

  @Argument(help: "The quirks to fix.", completion: quirkNames)
  var names: [String]

  @OptionGroup var confirming: Confirming

  func run() throws {
    let context = QuirkContext.current
    for quirk in try names.map(quirk) {
      let before = quirk.check(context)
      guard before.verdict != .unknown else {
        throw CommandError("\(quirk.name) could not be checked: \(before.evidence[0])")
      }
      guard before.verdict != .notApplicable else {
        throw CommandError("\(quirk.name) is not applicable: \(before.evidence[0])")
      }
      guard before.verdict == .affected else {
        try write(
          "\(quirk.name) is \(before.verdict.rawValue): \(visible("\(before.evidence[0])"))\n")
        continue
      }
      try runFix(
        quirk.name, try quirk.changes(on: context), dryRun: confirming.dryRun, yes: confirming.yes)
      guard !confirming.dryRun else { continue }
      let after = quirk.check(context)
      guard after.verdict != .affected else {
        // One of two causes may be gone: undoing would bring it back.
        let next =
          after.evidence[0] != before.evidence[0] && after.remedy == .fix
          ? "detour fix \(quirk.name) goes on"
          : "detour undo \(quirk.name) undoes the change"
        throw CommandError("\(quirk.name) is still there: \(after.evidence[0]); \(next)")
      }
      try write("\(quirk.name) is \(after.verdict.rawValue): \(visible("\(after.evidence[0])"))\n")
    }
  }
}
