/// A GNOME Shell in the session in front, which locks the screen as it does for its user.
extension LoginRig {
  /// Starts it without a screen, or on an X server, and waits until it would lock the screen.
  ///
  /// - Returns: what runs, for as long as it is kept.
  public func startShell(on display: VirtualDisplay? = nil) throws -> [Background] {
    // It locks only where a display manager could unlock.
    let manager = try start([rig("display-manager.py")], in: .system, as: 0)
    try manager.ready { manager.output.hasPrefix("ready") }
    let arguments =
      display.map { ["env", "DISPLAY=\($0.name)", "gnome-shell", "--x11"] }
      ?? [
        "gnome-shell", "--headless", "--wayland", "--wayland-display", "wayland-rig",
        "--virtual-monitor", "1024x768",
      ]
    let shell = try start(
      arguments + ["--unsafe-mode"],
      variables: [
        "LIBGL_ALWAYS_SOFTWARE": "1", "XDG_SESSION_TYPE": display == nil ? "wayland" : "x11",
        "NO_AT_BRIDGE": "1", "XDG_CURRENT_DESKTOP": "GNOME", "XDG_SESSION_ID": "c1",
      ])
    try shell.ready(within: .seconds(60)) {
      try evaluate("[!!Main.screenShield, Main.layoutManager._startingUp]").contains("[true,false]")
    }
    return [manager, shell]
  }

  /// What the shell makes of a script.
  public func evaluate(_ script: String) throws -> String {
    try run([rig("gnome-session.sh"), "shell", script]).output
  }
}
