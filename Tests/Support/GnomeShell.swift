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
  public let variables: [String: String?]
  /// The home directory of its user.
  public let home: String
  /// The address of its session's bus.
  public let address: String
  private let shell: Background
  private let buses: [PrivateBus]
  private let keyboard = Mutex<Conversation?>(nil)

  /// Which GNOME Shell it is.
  public enum Release: String, CaseIterable, Sendable {
    /// The one that is installed here: 43 in Debian 12.
    case installed
    /// That of Debian 13, in a root of its own: 48.
    case newer
    /// That of the newest Debian, in a root of its own: 50.
    case newest

    /// The command line of one of its programs.
    public func command(_ words: [String]) throws -> [String] {
      let debian: NewerDebian
      switch self {
      case .installed: return words
      case .newer: debian = .trixie
      case .newest: debian = .forky
      }
      try debian.root(with: ["gnome-shell", "xwayland", "dbus", "gnome-settings-daemon"])
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
    let base = try temporaryDirectory()
    let home = "\(base)/home"
    let runtime = "\(base)/run"
    for (path, mode) in [(home, 0o755), (runtime, 0o700)] {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    }
    try prepare(home)
    // Where the sockets of X are; Xwayland makes it only when it may.
    try? FileManager.default.createDirectory(
      atPath: "/tmp/.X11-unix", withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o1777])

    let number = URL(filePath: base).lastPathComponent
    // Set before the bus starts: the services that it starts would write the real home else.
    var variables: [String: String?] = [
      "HOME": home, "XDG_RUNTIME_DIR": runtime, "XDG_SESSION_TYPE": "wayland",
      "XDG_CURRENT_DESKTOP": desktop, "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1",
      "WAYLAND_DISPLAY": "wayland-\(number)", "DISPLAY": nil, "XAUTHORITY": nil,
      "XDG_CONFIG_HOME": nil, "XDG_DATA_HOME": nil, "XDG_STATE_HOME": nil, "XDG_CACHE_HOME": nil,
      "GSETTINGS_BACKEND": nil, "DBUS_SESSION_BUS_ADDRESS": nil,
    ]
    let system = try PrivateBus(variables: variables)
    variables["DBUS_SYSTEM_BUS_ADDRESS"] = system.address
    let session = try PrivateBus(variables: variables)
    variables["DBUS_SESSION_BUS_ADDRESS"] = session.address
    address = session.address
    buses = [system, session]

    var settings = settings
    if let workspaces {
      settings += [
        Setting("org.gnome.mutter", "dynamic-workspaces", "false"),
        Setting("org.gnome.desktop.wm.preferences", "num-workspaces", "\(workspaces)"),
      ]
    }
    // The welcome of a first login would take the keyboard.
    settings.append(Setting("org.gnome.shell", "welcome-dialog-last-shown-version", "'99'"))
    for setting in settings {
      let outcome = try run(
        ["gsettings", "set", setting.schema, setting.key, setting.value], variables: variables)
      guard outcome.code == 0 else { throw Unexpected("\(setting): \(outcome)") }
    }

    var own: [String: String?] = ["WAYLAND_DISPLAY": nil]
    if onDemand { own["LD_PRELOAD"] = try Self.compiledUnit.get().directory + "/unit.so" }
    let shell = try Background(
      release.command(
        ["gnome-shell", "--headless", "--wayland-display", "wayland-\(number)"]
          + monitors.flatMap { ["--virtual-monitor", $0] } + ["--unsafe-mode"]),
      variables: variables.merging(own) { $1 }, directory: base)
    self.shell = shell
    self.home = home

    if !onDemand {
      var server: XwaylandProcess?
      try shell.ready(within: .seconds(40)) {
        server = server ?? XwaylandProcess(under: runtime)
        return server != nil
      }
      variables["DISPLAY"] = server?.display
      variables["XAUTHORITY"] = server?.cookie
    }
    self.variables = variables
    try shell.ready(within: .seconds(40)) {
      (try? evaluate("Main.layoutManager._startingUp")) == "false"
    }
    try overview(false)
  }

  /// What makes systemd tell a program that it runs in a unit of the user's.
  private static let compiledUnit = Result { () throws -> Background in
    let directory = try temporaryDirectory()
    try Support.shell("cc -shared -fPIC -o \(directory)/unit.so \(rig("in-a-user-unit.c"))")
    // The keeper removes the directory when the tests end.
    return try Background(["sleep", "infinity"], directory: directory)
  }

  /// Whether its Xwayland runs.
  public var runsXwayland: Bool {
    (variables["XDG_RUNTIME_DIR"] ?? nil).map { XwaylandProcess(under: $0) != nil } ?? false
  }

  /// Ends the shell and its Xwayland, as a crash would.
  public func kill() { shell.stop() }

  /// What the shell has written to standard error until now.
  public var log: String { shell.error }

  /// The value of JavaScript in the shell, as JSON: its own state, for a witness.
  @discardableResult
  public func evaluate(_ script: String) throws -> String {
    let outcome = try bus(
      "call", "org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell",
      "Eval", "s", script)
    struct Answer: Decodable {
      let success: Bool
      let value: String
      init(from decoder: any Decoder) throws {
        enum Key: CodingKey { case data }
        var data = try decoder.container(keyedBy: Key.self).nestedUnkeyedContainer(forKey: .data)
        success = try data.decode(Bool.self)
        value = try data.decode(String.self)
      }
    }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.utf8))
    guard answer.success else { throw Unexpected("\(script): \(answer.value)") }
    return answer.value
  }

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
    let done = try eventually(within: .seconds(30)) {
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
  public func overview(_ open: Bool) throws {
    _ = try bus(
      "set-property", "org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell",
      "OverviewActive", "b", "\(open)")
    let done = try eventually {
      try evaluate("[Main.overview.visible, Main.overview.animationInProgress]")
        == "[\(open),false]"
    }
    guard done else { throw Unexpected("the overview did not become \(open)") }
  }

  /// Presses the keys one after the other and lets go of them again, as a keyboard would.
  ///
  /// - Parameter keys: numbers of `linux/input-event-codes.h`, such as 125 for Super.
  public func press(_ keys: Int...) throws {
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

  private func bus(_ words: String...) throws -> String {
    let outcome = try run(
      ["busctl", "--address=\(address)", "--json=short"] + words, variables: variables)
    guard outcome.code == 0 else { throw Unexpected("busctl \(words): \(outcome)") }
    return outcome.output
  }
}

/// The Xwayland that a shell has started, seen among the processes.
private struct XwaylandProcess {
  let display: String
  let cookie: String

  /// - Parameter runtime: the runtime directory that its cookie is in.
  init?(under runtime: String) {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for process in processes where Int(process) != nil {
      guard let bytes = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline")) else {
        continue
      }
      let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      guard words.first?.hasSuffix("Xwayland") == true,
        let authority = words.firstIndex(of: "-auth"), authority + 1 < words.count,
        words[authority + 1].hasPrefix(runtime),
        let display = words.first(where: { $0.hasPrefix(":") })
      else { continue }
      self.display = display
      cookie = words[authority + 1]
      return
    }
    return nil
  }
}
