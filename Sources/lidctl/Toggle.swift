import ArgumentParser
import Login

/// The one or the other, for a keyboard shortcut.
struct ToggleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toggle",
    abstract: "Hold the lid if it is not held, else let go of it.",
    discussion: "For a keyboard shortcut. With options it is as lidctl on has them.")

  @OptionGroup var wishes: LidOptions

  @Flag(help: "Let go also while the lid is closed.")
  var yes = false

  func run() throws {
    if try LidServiceClient(Context.session()).isRunning() {
      try letGo(yes: yes)
    } else {
      try keep(wishes)
    }
  }
}
