import ArgumentParser
import Login

/// Switches between on and off, for a keyboard shortcut.
struct ToggleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toggle",
    abstract: "Switches between on and off.",
    discussion: "For a keyboard shortcut. The options are those of lidctl on.")

  @OptionGroup var options: LidOptions

  @Flag(help: "Release the lock even if the lid is closed.")
  var yes = false

  func run() throws {
    if try LidServiceClient(Context.session()).isRunning() {
      try LidCommand.off(yes: yes)
    } else {
      try LidCommand.on(options)
    }
  }
}
