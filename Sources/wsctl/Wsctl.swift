import ArgumentParser
import Arguments
import System
import Tool

/// Each subcommand states its name, though it is that of its type: to find that out costs
/// ArgumentParser half of the whole start.
@main struct Wsctl: Command {
  static let configuration = CommandConfiguration(
    commandName: "wsctl",
    abstract: "Controls workspaces and windows.",
    discussion: """
      Workspaces count from 1, as GNOME shows them (wmctrl counts from 0). Each action waits until \
      the window manager shows its effect, a second at most, and fails with a line that says what \
      happened instead.

      Every command takes --display NAME, such as --display :1, instead of DISPLAY.

      Examples:
        wsctl switch 5                     show the fifth workspace
        wsctl switch right --wrap          the one to the right, or the first again
        wsctl move 3 --follow              take the active window to the third
        wsctl place left                   the active window to the left half
        wsctl run-or-raise class=firefox -- firefox

      WINDOW is one of
        :active, :last       the window with the focus; the one used before it
        :select              the one you click on
        0x1c00007, 29360135  a window's number
        title=TEXT, class=TEXT, pid=NUMBER, workspace=TARGET
        app=TEXT             the name of its application's .desktop file
        program=TEXT         the executable of its process
        TEXT                 the same as title=TEXT

      where TEXT is a part of it in any case, =TEXT is the whole of it, and /TEXT/ is a regular \
      expression. Several criteria select the windows that match all of them: \
      class=xterm title=mail workspace=current. A title that begins with - goes after --.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Workspaces:",
        subcommands: [
          SwitchCommand.self, ListCommand.self, CurrentCommand.self, CountCommand.self,
          NameCommand.self, GridCommand.self, DesktopCommand.self,
        ]),
      CommandGroup(
        name: "Windows:",
        subcommands: [
          WindowsCommand.self, ActivateCommand.self, MoveCommand.self, PlaceCommand.self,
          CloseCommand.self, MinimiseCommand.self,
          MaximiseCommand.self, FullscreenCommand.self, AboveCommand.self, BelowCommand.self,
          StickyCommand.self, RaiseCommand.self, LowerCommand.self, ShadeCommand.self,
          RunOrRaiseCommand.self,
        ]),
      CommandGroup(name: "Events:", subcommands: [WaitCommand.self, WatchCommand.self]),
      CommandGroup(name: "Wayland:", subcommands: [ExtensionCommand.self]),
    ])

  static func main() {
    shareHeap()
    let words = withoutDisplay(commandLineArguments)
    if let direct = DirectCommand(words) { runMain("wsctl") { try direct.run() } }
    if let word = mistakenOption(words) {
      runMain("wsctl") {
        throw CommandError.usage(
          "\"\(word)\" is no option; a title that begins with - goes after --")
      }
    }
    launch(withStepsBack(words))
  }
}

/// A word like `-shopping`, which would be taken for the letters of several options, `-h` among
/// them.
private func mistakenOption(_ words: [String]) -> String? {
  guard words.first?.hasPrefix("---") != true else { return nil }
  return words.prefix { $0 != "--" }.first { word in
    word.count > 2 && word.hasPrefix("-") && word.dropFirst().first?.isLetter == true
  }
}
