import ArgumentParser
import Tool

/// Prints a drop-in for logind.conf, for what a session's own service cannot reach.
struct SystemCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "system",
    abstract: "Prints the settings for the login screen and for all users, for root to install.",
    discussion: """
      The lid service belongs to a login session: at the login screen and after a logout logind \
      decides by its own settings. This prints a file for it and changes nothing.

      Examples:
        lidctl system
            Shows the file, with what each line does.
        lidctl system | sudo tee /etc/systemd/logind.conf.d/50-lid.conf
        sudo systemctl kill -s HUP systemd-logind
            Installs it; logind reads it at once, and no session ends.
        sudo rm /etc/systemd/logind.conf.d/50-lid.conf
            Takes it back (then the HUP again).
        lidctl system --on-close ignore --on-battery suspend
            On external power nothing happens, on battery it suspends.
      """)

  static let actions = [
    "ignore", "lock", "suspend", "hibernate", "suspend-then-hibernate", "poweroff",
  ]

  @Option(
    help: ArgumentHelp("\(actions.joined(separator: ", ")).", valueName: "action"),
    completion: .list(actions))
  var onClose = "lock"

  @Option(
    help: ArgumentHelp(
      "The same on battery; as --on-close when missing.", valueName: "action"),
    completion: .list(actions))
  var onBattery: String?

  func validate() throws {
    for action in [onClose, onBattery].compactMap({ $0 }) where !Self.actions.contains(action) {
      throw ValidationError("\"\(action)\" is none of \(Self.actions.joined(separator: ", ")).")
    }
  }

  func run() throws {
    let battery = onBattery ?? onClose
    try write(
      """
      # What logind does when the lid closes, for the login screen and every user.
      # Install: lidctl system | sudo tee /etc/systemd/logind.conf.d/50-lid.conf
      #          sudo systemctl kill -s HUP systemd-logind
      # A lock on handle-lid-switch (lidctl on, GNOME at an external monitor) passes over it.
      [Login]
      # On battery:
      HandleLidSwitch=\(battery)
      # On external power:
      HandleLidSwitchExternalPower=\(onClose)
      # In a dock or with an external display:
      HandleLidSwitchDocked=ignore

      """)
  }
}
