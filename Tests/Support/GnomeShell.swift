import Foundation
import Synchronization
import System

/// A real GNOME Shell on Wayland, with Xwayland, without a screen or a login.
///
/// It has its own home, its own session bus, and an empty bus in the place of the system's, without
/// which it would not start. It takes a second or two to start: let the tests of a suite share one.
public final class GnomeShell: Sendable {
  /// What makes a program part of its session: changes to an environment. `DISPLAY`, `XAUTHORITY`,
  /// `WAYLAND_DISPLAY`, `DBUS_SESSION_BUS_ADDRESS`, `DBUS_SYSTEM_BUS_ADDRESS`, `XDG_RUNTIME_DIR`,
  /// `HOME` and those that follow from them.
  public var variables: [String: String?] { session.variables }
  /// The home directory of its user.
  public var home: String { session.home }
  private let session: GnomeShellSession
  private let keyboard = Mutex<Conversation?>(nil)

  /// Which GNOME Shell it is.
  public enum Release: String, CaseIterable, Sendable {
    /// The one that is installed here: 43 in Debian 12.
    case installed
    /// That of Debian 13, in a root of its own: 48.
    case newer
    /// That of the newest Debian, in a root of its own: 50.
    case newest
    /// That of sid, in a root of its own: 51.
    case unstable

    /// Those that the tests are run with: with `DETOUR_UNSTABLE` in the environment that of sid, too,
    /// which cannot be had on each day.
    public static let allCases: [Release] =
      [.installed, .newer, .newest]
      + (ProcessInfo.processInfo.environment["DETOUR_UNSTABLE"] == nil ? [] : [.unstable])

    /// The Debian that it is of, if it is another than this one.
    var debian: NewerDebian? {
      switch self {
      case .installed: nil
      case .newer: .trixie
      case .newest: .forky
      case .unstable: .sid
      }
    }

    /// The command line of one of its programs.
    public func command(_ words: [String]) throws -> [String] {
      guard let debian else { return words }
      // The Shell knows foot's windows by the file that its package has.
      try debian.root(with: ["gnome-shell", "xwayland", "dbus", "gnome-settings-daemon", "foot"])
      return debian.beside(words)
    }
  }

  /// A key of GSettings, and the value that it shall have before the shell starts.
  public struct Setting: Sendable {
    let schema: String
    let key: String
    let value: String

    /// - Parameters:
    ///   - schema: with `:/path/` after it where it is relocatable.
    ///   - value: as GVariant's text has it, such as `['<Super>5']`.
    public init(_ schema: String, _ key: String, _ value: String) {
      self.schema = schema
      self.key = key
      self.value = value
    }
  }

  /// Starts the shell, and waits until it answers and its overview is closed.
  ///
  /// - Parameters:
  ///   - release: which GNOME Shell.
  ///   - monitors: the size of each, `WIDTHxHEIGHT`.
  ///   - workspaces: that many for good; dynamic ones, as GNOME has by default, when missing.
  ///   - onDemand: whether Xwayland is only started when the first X client connects, as in a session
  ///     of systemd's; then ``variables`` do not name its display.
  ///   - desktop: `XDG_CURRENT_DESKTOP`, which also chooses among the defaults of settings.
  ///   - prepare: is called with the home directory before anything starts in it.
  public init(
    _ release: Release = .installed, monitors: [String] = ["1280x720"], workspaces: Int? = nil,
    settings: [Setting] = [], onDemand: Bool = false, desktop: String = "GNOME",
    prepare: (_ home: String) throws -> Void = { _ in }
  ) throws {
    // Once among some hundred starts it did not come up, nor had its Xwayland said a word, or it ended
    // while its overview closed; why is not known. That is not what is tested: another one, with a home
    // and buses of its own, is then started.
    var attempts = 3
    while true {
      do {
        let started = try GnomeShellSession(
          release, monitors: monitors, workspaces: workspaces, settings: settings,
          onDemand: onDemand, desktop: desktop, prepare: prepare)
        try started.overview(false)
        session = started
        return
      } catch {
        attempts -= 1
        guard attempts > 0 else { throw error }
        FileHandle.standardError.write(Data("one more try: \(error)\n".utf8))
      }
    }
  }

  /// Whether its Xwayland runs.
  public var runsXwayland: Bool {
    (variables["XDG_RUNTIME_DIR"] ?? nil).map { XwaylandProcess(under: $0) != nil } ?? false
  }

  /// Whether it has not ended.
  public var isRunning: Bool { session.shell.isRunning }

  /// Ends the shell and its Xwayland, as a crash would.
  public func kill() { session.shell.stop() }

  /// What the shell has written to standard error until now.
  public var log: String { session.shell.error }

  /// The value of JavaScript in the shell, as JSON: its own state, for a witness.
  @discardableResult
  public func evaluate(_ script: String) throws -> String { try session.evaluate(script) }

  /// The index of the active workspace, from 0, as the shell itself has it.
  public var activeWorkspace: Int {
    get throws {
      Int(try evaluate("global.workspace_manager.get_active_workspace_index()")) ?? -1
    }
  }

  /// Waits until the shell has a window with that title, and gives it the focus: a new window does
  /// not always get it.
  public func focus(_ title: String) throws {
    func isFocused() throws -> Bool {
      try evaluate("global.display.focus_window?.title == '\(title)'") == "true"
    }
    let find = "global.get_window_actors().map(a => a.meta_window).find(w => w.title == '\(title)')"
    let done = try eventually {
      if try isFocused() { return true }
      try evaluate("\(find)?.activate(global.get_current_time()) ?? 'not there'")
      return try eventually(within: .milliseconds(500)) { try isFocused() }
    }
    guard done else { throw Unexpected("\(title) did not get the focus\n\(log)") }
  }

  /// How many workspaces the shell itself has.
  public var workspaces: Int {
    get throws { Int(try evaluate("global.workspace_manager.n_workspaces")) ?? -1 }
  }

  /// Opens or closes the overview, and waits until that is done.
  public func overview(_ open: Bool) throws { try session.overview(open) }

  /// Presses the keys one after the other and lets go of them again, as a keyboard would.
  ///
  /// - Parameter keys: numbers of `linux/input-event-codes.h`, such as 125 for Super.
  public func press(_ keys: Int...) throws { try press(keys) }

  /// Presses the keys one after the other and lets go of them again, as a keyboard would.
  public func press(_ keys: [Int]) throws {
    try keyboard.withLock { held in
      let keyboard =
        try held
        ?? Conversation(
          ["/usr/bin/python3", rig("press-keys.py")], variables: variables)
      held = keyboard
      let answer = try keyboard.ask(keys.map(String.init).joined(separator: " "))
      guard answer == "pressed" else { throw Unexpected("press-keys.py: \(answer)") }
    }
  }
}
