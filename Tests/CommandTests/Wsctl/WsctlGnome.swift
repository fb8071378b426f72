import Support
import System

/// A real GNOME Shell on Wayland for `wsctl` to work on, whose own state is the witness.
struct WsctlGnome {
  let shell: GnomeShell

  /// One of its own, whose Xwayland is started when the first X client connects.
  init(
    onDemand release: GnomeShell.Release, workspaces: Int, settings: [GnomeShell.Setting] = []
  ) throws {
    shell = try GnomeShell(release, workspaces: workspaces, settings: settings, onDemand: true)
  }

  /// One that the tests of a suite share.
  init(
    _ release: GnomeShell.Release, monitors: [String] = ["1280x720"], workspaces: Int? = nil,
    settings: [GnomeShell.Setting] = [], suite: String = #fileID
  ) throws {
    shell = try GnomeShell.shared(
      release, monitors: monitors, workspaces: workspaces, settings: settings, suite: suite)
  }

  @discardableResult
  func wsctl(_ words: String...) throws -> Outcome {
    try run([product("wsctl")] + words, variables: shell.variables)
  }

  /// The environment of a shortcut, of ssh or cron: nothing in it names a display.
  var bare: [String: String?] {
    shell.variables.merging(["DISPLAY": nil, "XAUTHORITY": nil, "WAYLAND_DISPLAY": nil]) { $1 }
  }

  /// What JavaScript gives that finds the window with that title as `w`.
  func window(_ title: String, _ script: String) throws -> String {
    try shell.evaluate(
      "{const w = global.get_window_actors().map(a => a.meta_window)"
        + ".find(w => w.title == '\(title)'); \(script)}")
  }

  /// Where the shell has the window: x, y, width and height of its frame.
  func frame(_ title: String) throws -> [Int] {
    let script = "const r = w.get_frame_rect(); [r.x, r.y, r.width, r.height].join(' ')"
    return try window(title, script).split { !$0.isNumber && $0 != "-" }.compactMap { Int($0) }
  }

  /// The title of the window that has the focus.
  var focus: String {
    get throws { try shell.evaluate("global.display.focus_window?.title ?? ''") }
  }

  /// The titles of all windows.
  var titles: String {
    get throws {
      try shell.evaluate("global.get_window_actors().map(a => a.meta_window.title).join()")
    }
  }

  /// The height of the panel, which no window covers.
  var panel: Int {
    get throws { Int(try shell.evaluate("Main.layoutManager.panelBox.height")) ?? -1 }
  }

  /// Opens a window, and waits until it has the focus.
  @discardableResult
  func open(
    _ client: XClient, _ title: String, className: String = "Class", x: Int = 200, y: Int = 200
  ) throws -> UInt32 {
    let id = try client.open(title, className: className, x: x, y: y)
    try shell.focus(title)
    return id
  }

  /// Opens a window that no X client can see, and waits until it has the focus.
  func openNative() throws -> Background {
    let native = try Background(
      ["zenity", "--info", "--text", "native", "--title", "native"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland", "DISPLAY": nil]) { $1 })
    try native.ready { try focus == "\"native\"" }
    return native
  }
}
