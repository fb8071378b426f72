import ArgumentParser
import Login
import System
import Tool

/// Has the service start with each session.
struct EnableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Does what lidctl on does, now and after each login.",
    discussion: """
      Where systemd manages the user's services, the unit detour-lid.service is enabled; elsewhere, \
      and where the session does not begin graphical-session.target, an autostart entry is written. \
      The options are those of lidctl on.

      A laptop that is forgotten in a bag stays awake with its lid closed:
      lidctl enable --bag 30m lets it sleep after half an hour on battery.

      If the lid cannot be held now, such as without a login manager, the choice is remembered \
      for the next login, a message says why, and the exit code is 1.
      """)

  @OptionGroup var options: LidOptions

  func validate() throws {
    guard options.expiry.isEmpty else {
      throw ValidationError(
        "--for, --until and --pid cannot be combined with enable; use lidctl on.")
    }
  }

  func run() throws {
    var obstacle: LidCommand.NotNow?
    do { try LidCommand.on(options) } catch let error as LidCommand.NotNow { obstacle = error }
    let entry =
      switch try Context.autostart().enable() {
      case .unit: Autostart.unit
      case .autostart(let path): path
      }
    if let obstacle {
      throw CommandError(
        "\(obstacle.why); the choice is remembered, and enabled for future logins "
          + "(\(visible(entry)))")
    }
    try write("enabled for future logins (\(visible(entry)))\n")
    if try Context.settings().bag == 0 {
      try write(
        "  a closed laptop in a bag stays awake: --bag 30m lets it sleep after half an hour\n")
    }
  }
}
