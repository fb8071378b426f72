import ArgumentParser
import Windows

struct DesktopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desktop",
    abstract: "Puts all windows away to show the desktop, or brings them back.",
    discussion: """
      Examples:
        wsctl desktop show
        wsctl desktop toggle
      """)

  enum Change: String, ExpressibleByArgument, CaseIterable {
    case show, hide, toggle
  }

  @Argument(help: "show, hide or toggle.")
  var change: Change

  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    let change: Toggle =
      switch change {
      case .show: .on
      case .hide: .off
      case .toggle: .toggle
      }
    try openSystem().perform(.showDesktop(change), verification: verifying.verification)
  }
}
