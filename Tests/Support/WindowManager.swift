/// A real window manager on a display; killed when it goes.
public final class WindowManager: Sendable {
  public let kind: Kind
  private let program: Background
  private let bus: PrivateBus

  /// Starts it, and waits until it manages windows.
  ///
  /// - Parameters:
  ///   - display: the `DISPLAY` that it shall manage, which has no window manager yet.
  ///   - workspaces: how many it has once it is ready, where that can be set; else it has four, or
  ///     as many as are used.
  public init(_ kind: Kind, on display: VirtualDisplay, workspaces: Int = 4) throws {
    self.kind = kind
    let home = try temporaryDirectory()
    var variables = display.variables
    for (name, value) in [
      // Its settings are this home's or in memory, never those of whoever runs the tests.
      "HOME": home, "XDG_CONFIG_HOME": "\(home)/config", "XDG_RUNTIME_DIR": home,
      "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1", "XDG_CURRENT_DESKTOP": "",
    ] { variables[name] = value }
    bus = try PrivateBus(variables: variables)
    variables["DBUS_SESSION_BUS_ADDRESS"] = bus.address
    variables.merge(kind.variables.mapValues(Optional.some)) { $1 }
    try kind.configure(home: home)
    let program = try Background(kind.command, variables: variables, directory: home)
    self.program = program
    try program.ready {
      try property("_NET_SUPPORTING_WM_CHECK", on: display).contains("window id # 0x")
        && property("_NET_CURRENT_DESKTOP", on: display).contains("= 0")
    }
    // Bspwm reads its settings by itself after it is there, and under load it has not read them.
    for command in kind.settings {
      try program.ready { try run(command, variables: variables).code == 0 }
    }
    if kind.hasFourWorkspaces {
      try program.ready { try property("_NET_NUMBER_OF_DESKTOPS", on: display).contains("= 4\n") }
    }
    guard kind.countsWorkspaces else { return }
    // Asked again until it is so: what is asked before the events are read may be lost.
    try program.ready {
      try run(["xdotool", "set_num_desktops", "\(workspaces)"], variables: display.variables)
      return try property("_NET_NUMBER_OF_DESKTOPS", on: display).contains("= \(workspaces)\n")
    }
  }

  /// Ends it, as a crash would.
  public func kill() { program.stop() }
}

/// A property as xprop(1) shows it: of the root window, or of the window with the id `window`.
public func property(
  _ name: String, of window: UInt32? = nil, on display: VirtualDisplay
) throws -> String {
  try property(name, of: window, variables: display.variables)
}

/// A property as xprop(1) shows it, on the display that `variables` name.
public func property(
  _ name: String, of window: UInt32? = nil, variables: [String: String?]
) throws -> String {
  let place = window.map { ["-id", "\($0)"] } ?? ["-root"]
  return try run(["xprop"] + place + [name], variables: variables).output
}
