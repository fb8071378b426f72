import ArgumentParser

/// Makes the lid do as chosen, from now on.
struct On: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Closing the lid locks the screen, and nothing else happens.",
    discussion: """
      A holder in the session's background takes logind's lock handle-lid-switch, and does what \
      --on-close says. What is chosen is kept for the next time. Only the lid is held: Suspend \
      in the menu works as ever.

      Examples:
        lidctl on                             lock the screen when the lid closes
        lidctl on --only ac                   … while on external power; else as before
        lidctl on --only docked,ac            … while docked and on external power
        lidctl on --min-battery 20            … until the battery is below 20 %
        lidctl on --for 2h                    … for two hours
        lidctl on --on-close nothing          nothing at all happens when it closes
        lidctl on --on-close 'playerctl pause'
        lidctl on --if-lock-fails alarm       stay awake even when nobody locks the screen
      """)

  @OptionGroup var wishes: Wishes

  func run() throws { try keep(wishes) }
}
