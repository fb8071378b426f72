import ArgumentParser

/// Starts the lid service, or gives it other options.
struct OnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "on",
    abstract: "Makes closing the lid lock the screen, and nothing else.",
    discussion: """
      A background service of the session holds logind's lock handle-lid-switch, and does what \
      --on-close says. Options are remembered, except --for, --until and --pid; --defaults starts \
      without the remembered ones. Only the lid is held: Suspend in the menu works as ever. \
      If the command is refused, nothing changes.

      What happens when the lid closes:
        lidctl on --on-close lock
            The screen is locked, and lidctl waits until it is; this is the default.
        lidctl on --on-close blank
            The screen goes dark, unlocked, until the lid opens (in GNOME).
        lidctl on --on-close nothing
            Nothing at all: for a machine that serves others, say.
        lidctl on --on-close 'playerctl pause; loginctl lock-session'
            A line for /bin/sh.
        lidctl on --on-open 'brightnessctl set 80%'
            Besides, a line that runs when the lid opens again.
      A lid that opens again within 0.3 s was not closed. With an external display only the
      closing itself counts: a lid that was closed already is left alone. When the last display
      or the dock goes while the lid is closed, the same happens as on closing.

      If that fails, as when nobody locks the screen, or a command does not exit with 0:
        lidctl on --if-lock-fails suspend
            The lock is released, and the machine suspends rather than stay open;
            this is the default.
        lidctl on --if-lock-fails alarm
            The machine stays awake. Either way a notification and the journal
            say so, and status does.

      It is active only while this holds; else the lid follows the system setting:
        lidctl on --only ac
            On external power; battery is the opposite.
        lidctl on --only docked
            In a dock, or with an external display: what logind calls docked; undocked
            is the opposite.
        lidctl on --unless external-display
            Not while an external display is in use: lock unless I work at a display.
        lidctl on --only ac --unless docked
            All of these at once.
        lidctl on --only ac/docked
            One of the two is enough.
        lidctl on --only always
            Without conditions again.
        lidctl on --min-battery 20
            On external power, or from 20 % in the battery; 0 ends that.

      Not forgotten in a bag (with the lid closed, without dock or display):
        lidctl on --bag 30m
            After half an hour on battery the lock is released, so that the machine
            sleeps; it says so once the screen is unlocked. 0 ends that.
        lidctl on --max-temperature 85
            The same when the hottest thermal zone reaches 85 degrees Celsius.

      Lock now, sleep later (while the lid stays closed, without dock or display):
        lidctl on --then suspend --after 10m
            suspend, hibernate or suspend-then-hibernate; never ends that.
        lidctl on --then battery:hibernate --after battery:5m
            Only on battery; ac: is for external power. The time counts from the closing.

      Until when:
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
