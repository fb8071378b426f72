import ArgumentParser
import Login

/// The one or the other, for a keyboard shortcut.
struct Toggle: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold the lid if it is not held, else let go of it.",
    discussion: "For a keyboard shortcut. With options it is as lidctl on has them.")

  @OptionGroup var wishes: Wishes

  @Flag(help: "Let go also while the lid is closed.")
  var yes = false

  func run() throws {
    if try HolderClient(World.session()).isRunning() {
      try letGo(yes: yes)
    } else {
      try keep(wishes)
    }
  }
}
