import Foundation

/// One start of a ``GnomeShell``: the shell, its home and its two buses.
struct GnomeShellSession: Sendable {
  /// See ``GnomeShell/variables``.
  let variables: [String: String?]
  let home: String
  let shell: Background
  /// The address of the session's bus.
  private let address: String
  private let buses: [PrivateBus]

  /// Starts the shell, and waits until it answers.
  ///
  /// - Throws: ``Unexpected`` with what the shell said when it ended or took too long.
  init(
    _ release: GnomeShell.Release, monitors: [String], workspaces: Int?,
    settings: [GnomeShell.Setting], onDemand: Bool, desktop: String,
    prepare: (_ home: String) throws -> Void
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
      // What painting costs is the processor's: GTK 4 without OpenGL, and each shader compiled once.
      "GSK_RENDERER": "cairo", "MESA_SHADER_CACHE_DIR": shaderCache(),
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
        .init("org.gnome.mutter", "dynamic-workspaces", "false"),
        .init("org.gnome.desktop.wm.preferences", "num-workspaces", "\(workspaces)"),
      ]
    }
    // A large picture would be read, scaled and painted at each start.
    settings.append(.init("org.gnome.desktop.background", "picture-options", "'none'"))
    // The welcome of a first login would take the keyboard.
    settings.append(.init("org.gnome.shell", "welcome-dialog-last-shown-version", "'99'"))
    // The values that a key may have are those of its own version.
    let schemas = try release.debian?.settings() ?? [:]
    for setting in settings {
      let outcome = try run(
        ["gsettings", "set", setting.schema, setting.key, setting.value],
        variables: variables.merging(schemas) { $1 })
      guard outcome.code == 0 else { throw Unexpected("\(setting): \(outcome)") }
    }

    var own: [String: String?] = ["WAYLAND_DISPLAY": nil]
    if onDemand { own["LD_PRELOAD"] = try Self.compiledUnit.get().directory + "/unit.so" }
    let shell = try Background(
      release.command(
        ["gnome-shell", "--headless", "--wayland-display", "wayland-\(number)"]
          // Twenty times a second is often enough to see every change.
          + monitors.flatMap { ["--virtual-monitor", "\($0)@20"] } + ["--unsafe-mode"]),
      variables: variables.merging(own) { $1 }, directory: base)
    self.shell = shell
    self.home = home

    if !onDemand {
      var server: XwaylandProcess?
      try shell.ready {
        server = server ?? XwaylandProcess(under: runtime)
        return server != nil
      }
      variables["DISPLAY"] = server?.display
      variables["XAUTHORITY"] = server?.cookie
    }
    self.variables = variables
    try shell.ready {
      (try? evaluate("Main.layoutManager._startingUp")) == "false"
    }
  }

  /// What makes systemd tell a program that it runs in a unit of the user's.
  private static let compiledUnit = Result { () throws -> Background in
    let directory = try temporaryDirectory()
    try Support.shell("cc -shared -fPIC -o \(directory)/unit.so \(rig("in-a-user-unit.c"))")
    // The keeper removes the directory when the tests end.
    return try Background(["sleep", "infinity"], directory: directory)
  }

  /// The value of JavaScript in the shell, as JSON: its own state, for a witness.
  func evaluate(_ script: String) throws -> String {
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

  /// Opens or closes the overview, and waits until that is done.
  ///
  /// - Throws: ``Unexpected`` with what the shell said when it ended or did not do it.
  func overview(_ open: Bool) throws {
    var reason = "the overview did not become \(open)"
    do {
      _ = try bus(
        "set-property", "org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell",
        "OverviewActive", "b", "\(open)")
      let isDone = try eventually {
        try evaluate("[Main.overview.visible, Main.overview.animationInProgress]")
          == "[\(open),false]"
      }
      if isDone { return }
    } catch { reason = "\(error)" }
    throw Unexpected("\(reason)\n\(shell.error.suffix(4000))")
  }

  /// What busctl(1) says on the session's bus, as JSON.
  func bus(_ words: String...) throws -> String {
    let outcome = try run(
      ["busctl", "--address=\(address)", "--timeout=60", "--json=short"] + words,
      variables: variables)
    guard outcome.code == 0 else { throw Unexpected("busctl \(words): \(outcome)") }
    return outcome.output
  }
}
