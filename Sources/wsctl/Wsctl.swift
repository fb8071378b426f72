import ArgumentParser
import Arguments
import Tool

@main struct Wsctl: Command {
  static let configuration = CommandConfiguration(
    commandName: "wsctl",
    abstract: "Controls workspaces and windows.",
    discussion: """
      Workspaces count from 1, as GNOME shows them (wmctrl counts from 0). Each action waits until \
      the window manager shows its effect, and fails when it does not.
      """,
    version: version,
    subcommands: [Switch.self, List.self])

  static func main() { launch() }
}
