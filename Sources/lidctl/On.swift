import ArgumentParser

/// Makes the lid do as chosen, from now on.
struct OnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "on",
    abstract: "Closing the lid locks the screen, and nothing else happens.",
    discussion: """
      A holder in the session's background takes logind's lock handle-lid-switch, and does what \
      --on-close says. What is chosen is kept for the next time, but for the end. Only the lid is \
      held: Suspend in the menu works as ever.

      What happens when the lid closes:
        lidctl on --on-close lock
            The screen is locked, and lidctl waits until it is; this is the default.
        lidctl on --on-close blank
            The screen goes dark, unlocked, until the lid opens (in GNOME).
        lidctl on --on-close nothing
            Nothing at all: for a machine that serves others, say.
        lidctl on --on-close 'playerctl pause; loginctl lock-session'
            A line for /bin/sh.

      When nobody locks the screen, as while a program of X11 holds the keyboard:
        lidctl on --if-lock-fails suspend
            The lid is let go of, and the machine suspends rather than stay open;
            this is the default.
        lidctl on --if-lock-fails alarm
            The machine stays awake. Either way a notification and the journal
            say so, and status does.

      It is held only while this is so; else the lid does as it would without lidctl:
        lidctl on --only ac
            On external power.
        lidctl on --only docked
            In a dock, or with an external display: what logind calls docked.
        lidctl on --only external-display
            With a display that is not the machine's own.
        lidctl on --only docked,ac
            All of these at once.
        lidctl on --only always
            Without conditions again.
        lidctl on --min-battery 20
            On external power, or from 20 % in the battery: a closed laptop in a
            bag goes to sleep before its battery is empty. --min-battery 0 ends that.

      Until when it is held:
        lidctl on --for 1h30m
            That long, time asleep included, however the clock is set meanwhile.
        lidctl on --until 18:30
            Until the clock on the wall shows that, today or tomorrow.
        lidctl on --pid 4711
            Until that process ends.
      """)

  @OptionGroup var options: LidOptions

  func run() throws { try LidCommand.on(options) }
}
