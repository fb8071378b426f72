import ArgumentParser
import Arguments
import DBus
import Login
import Quirks
import System
import Tool
import X11

struct Guard: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keeps windows from covering the desktop when the screen is unlocked.",
    discussion: """
      On X11 a program can show a window over all others that the window manager must leave alone. \
      While the screen is locked, and when it is unlocked, the guard puts such windows below all \
      others; they are otherwise left alone, and their program can raise them again.

      Examples:
        detour guard install     run it in each session, as a unit of systemd's user manager
        detour guard remove
        detour guard             run it here
      """,
    subcommands: [GuardRun.self, GuardInstall.self, GuardRemove.self],
    defaultSubcommand: GuardRun.self)
}

struct GuardRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Waits for the screen to be locked and unlocked, until it is interrupted.")

  func run() throws {
    let context = QuirkContext.current
    guard !context.isWayland else {
      throw CommandError(
        "on Wayland no program can cover the desktop so: there is nothing to guard")
    }
    guard let display = context.display else {
      throw CommandError("there is no X display: DISPLAY is not set")
    }
    guard let bus = context.sessionBus else { throw CommandError("there is no session bus") }
    let connection = try Connection(bus)
    let watch = Watch(display: display, authority: context.authority)
    // The server must be there now: a guard that guards nothing would not be noticed.
    try watch.connect()
    let savers = ScreenSavers(connection)
    guard context.canGuard else { throw Self.untold }
    for (name, _) in ScreenSavers.all {
      try connection.subscribe(
        MatchRule(sender: name, interface: name, member: "ActiveChanged")
      ) { signal in
        guard let active = signal.values.first?.boolean else { return }
        watch.isLocked = active
      }
    }
    // How often the windows are still looked at once the screen is unlocked.
    var left = 0
    while true {
      if watch.isLocked == nil { watch.isLocked = Self.isLocked(savers, connection) }
      let wasLocked = watch.isLocked
      if wasLocked == true {
        // A window may come while nobody can see the screen.
        try watch.lower()
        left = 4
      } else if left > 0 {
        // The shell brings its own order of the windows back, a moment after it said so.
        try watch.lower()
        left -= 1
      }
      let isDone = wasLocked == false && left == 0
      let pause = isDone ? Duration.seconds(3600) : .seconds(1)
      _ = try connection.wait(until: .after(pause)) { watch.isLocked != wasLocked }
    }
  }

  static let untold = CommandError(
    "there is no screen saver on the session bus that tells when the screen is locked: nothing can "
      + "be guarded")

  /// - Returns: nothing where a screen saver takes too long to say; no where there is none, which
  ///   tells us once it has come and the screen is locked.
  private static func isLocked(_ savers: ScreenSavers, _ connection: Connection) -> Bool? {
    var isSilent = false
    for (name, path) in savers.running {
      do throws(DBusError) {
        let answer = try Proxy(connection, name, path: path).call(
          "GetActive", returning: "b", within: .seconds(2))
        if answer.first?.boolean == true { return true }
      } catch {
        if error.name == .noReply { isSilent = true }
      }
    }
    return isSilent ? nil : false
  }

  /// The server that is guarded.
  private final class Watch {
    let name: String
    let authority: String?
    /// Nothing until the screen saver has said it.
    var isLocked: Bool?
    private var hasSaidSilent = false

    init(display name: String, authority: String?) {
      self.name = name
      self.authority = authority
    }

    func connect() throws {
      let display = try Display(name, authority: authority)
      _ = display.root
    }

    /// Puts what covers a monitor below all other windows, and says so.
    ///
    /// A server that does not answer is busy, and is asked again the next time.
    func lower() throws {
      do {
        let lowered = try UnmanagedWindow.lowerCovering(display: name, authority: authority)
        for window in lowered { try write("lowered \(visible("\(window.evidence)"))\n") }
        hasSaidSilent = false
      } catch X11Error.timedOut, X11Error.noDisplay(_, .silent) {
        if !hasSaidSilent {
          printError("detour", "the X server does not answer; trying again each second")
        }
        hasSaidSilent = true
      }
    }
  }
}
