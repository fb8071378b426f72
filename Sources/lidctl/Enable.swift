import ArgumentParser
import Login
import System
import Tool

/// Has the service start with each session.
struct EnableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable",
    abstract: "Do as lidctl on, now and from each login on.",
    discussion: """
      With a service manager of the user's (systemd) the unit detour-lid.service is enabled, \
      without one an autostart entry is written. The options are those of lidctl on.

      A laptop that is forgotten in a bag stays awake with its lid closed:
      lidctl enable --bag 30m lets it sleep after half an hour on battery.
      """)

  @OptionGroup var options: LidOptions

  func validate() throws {
    guard options.expiry.isEmpty else {
      throw ValidationError(
        "--for, --until and --pid cannot be combined with enable; use lidctl on.")
    }
  }

  func run() throws {
    try LidCommand.on(options)
    switch try Context.autostart().enable() {
    case .unit: try write("enabled for future logins (\(Autostart.unit))\n")
    case .autostart(let path): try write("enabled for future logins (\(path))\n")
    }
    if try Context.settings().bag == 0 {
      try write("  a laptop in a bag stays awake so: --bag 30m lets it sleep after half an hour\n")
    }
  }
}
