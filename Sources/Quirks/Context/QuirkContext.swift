public import DBus
import System

/// The machine and the session that are looked at: everything from outside, as values.
public struct QuirkContext: Sendable {
  /// What stands before `/sys`, `/proc` and `/dev`: empty but in tests.
  public var root: String
  public var home: String
  public var systemBus: Bus?
  public var sessionBus: Bus?
  /// `$XDG_CURRENT_DESKTOP`, split at its colons.
  public var desktops: [String]
  /// `$XDG_SESSION_TYPE`: `wayland`, `x11`, `tty`.
  public var sessionType: String?
  /// `$XDG_RUNTIME_DIR`
  public var runtimeDirectory: String?
  /// `$SSH_AUTH_SOCK`
  public var agentSocket: String?
  /// The name of the user's shell, such as `bash`.
  public var shell = "bash"
  /// `$PATH`, split.
  public var searchPath: [String] = []
  /// Where our own programs are.
  public var programs = ""
  /// Where our own data is: the hooks of the prompt.
  public var data = ""

  /// Where data of programs is: `$XDG_DATA_HOME`, then `$XDG_DATA_DIRS`.
  public var dataDirectories: [String]
  /// Whether root works for a user who has a session of their own: as by sudo(8).
  public var isThroughSudo = false

  /// The user's number.
  public var user: UInt32 = 0
  /// How long to sample a service's resource use.
  public var samplingTime = Duration.milliseconds(500)

  /// What the checks of one run have been answered.
  var answers: SharedAnswers?

  /// How long a check waits for each answer: the bus may have to start the service.
  static let patience = Duration.seconds(2)

  public init(
    root: String = "", home: String, systemBus: Bus?, sessionBus: Bus?, desktops: [String] = []
  ) {
    self.root = root
    self.home = home
    self.systemBus = systemBus
    self.sessionBus = sessionBus
    self.desktops = desktops
    configuration = home + "/.config"
    dataDirectories = [home + "/.local/share", root + "/usr/share"]
  }

  /// Those whose window manager is GNOME's mutter, or takes its settings.
  private static let likeGNOME: Set = ["GNOME", "GNOME-Classic", "GNOME-Flashback", "Pantheon"]

  /// Why GNOME's settings of windows, keys and the lock count for nothing here, where another
  /// desktop has its own; nothing where they count, or where no desktop says its name.
  var whyNotGNOME: Evidence? {
    guard let first = desktops.first, Self.likeGNOME.isDisjoint(with: desktops) else { return nil }
    return .otherDesktop(first)
  }

  /// The text of a file below the root, without blanks at its ends; nothing where it can't be
  /// read.
  func text(_ path: String) -> String? {
    guard let bytes = try? File.read(root + path, limit: 1 << 16) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)[...]
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The names in a directory below the root, sorted.
  func names(in path: String) -> [String] {
    guard var directory = try? Directory(root + path) else { return [] }
    var names: [String] = []
    while let entry = try? directory.next() {
      names.append(String(decoding: entry.name, as: UTF8.self))
    }
    return names.sorted()
  }

  /// The program of that name that the shell would find.
  func program(_ name: String) -> String? {
    Program.find(name, in: searchPath)
  }

  /// Where what is remembered of this machine is kept: `$XDG_STATE_HOME/detour`.
  public var stateDirectory: String?
  /// Where the user's own configuration is: `$XDG_CONFIG_HOME`, or `~/.config`.
  public var configuration: String
  /// `$DISPLAY`
  public var display: String?
  /// `$XAUTHORITY`, or where that file is when it is not set.
  public var authority: String?
  /// Whether the session is Wayland's: `$WAYLAND_DISPLAY` is set.
  public var isWayland = false
}
