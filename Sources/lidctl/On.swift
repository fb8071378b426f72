import ArgumentParser

/// Starts the lid service, or gives it other options.
struct OnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "on",
    abstract: "Makes closing the lid lock the screen, and nothing else.",
    discussion: """
      A background service of the session holds logind's lock handle-lid-switch, and does what \
      --on-close says. Options are remembered, except --for, --until and --pid; --defaults starts \
      without the remembered ones. Only the lid is held: Suspend in the menu works as before. \
      If the command is refused, nothing changes.

      What happens when the lid closes:
        lidctl on --on-close lock
            The screen is locked, and lidctl waits until it is; this is the default.
        lidctl on --on-close blank
            The screen goes dark, unlocked, until the lid opens (in GNOME).
        lidctl on --on-close nothing
            Nothing at all, such as on a server.
        lidctl on --on-close 'playerctl pause; loginctl lock-session'
            A command line for /bin/sh.
        lidctl on --on-open 'brightnessctl set 80%'
            Also run a command line when the lid opens again.
      A lid that opens again within 0.3 s does not count as closed. With an external display only
      the closing itself counts: a lid that was closed already is left alone. When the last display
      or the dock goes away while the lid is closed, the same happens as on closing.

      If that fails, because nothing locks the screen or the command does not exit with 0:
        lidctl on --if-lock-fails suspend
            The lock is released, and the machine suspends rather than stay open;
            this is the default.
        lidctl on --if-lock-fails alarm
            The machine stays awake. Either way a notification and the journal
            say so, and status does.

      Only under conditions; otherwise the lid follows the system setting:
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
            No conditions any more.
        lidctl on --min-battery 20
            On external power, or with at least 20 % in the battery; 0 removes the limit.

      So that a laptop in a bag sleeps (with the lid closed, without dock or display):
        lidctl on --bag 30m
            After half an hour on battery the lock is released, and the machine sleeps;
            a notification says so once the screen is unlocked. 0 switches that off.
        lidctl on --max-temperature 85
            The same when the hottest thermal zone reaches 85 degrees Celsius.

      Lock now, sleep later (while the lid stays closed, without dock or display):
        lidctl on --then suspend --after 10m
            suspend, hibernate or suspend-then-hibernate; never switches that off.
        lidctl on --then battery:hibernate --after battery:5m
            Only on battery; ac: is for external power. The time counts from the closing.

      Until when:
        lidctl on --for 1h30m
            For that long, time asleep included, even if the clock is set meanwhile.
        lidctl on --until 18:30
            Until that time of day, today or tomorrow.
        lidctl on --pid 4711
            Until that process ends.
      """)

  @OptionGroup var options: LidOptions

  func run() throws { try LidCommand.on(options) }
}
