public import DBus
import System
public import Windows

/// The windows and workspaces of GNOME Shell on Wayland, native ones too, through Detour's
/// extension of the Shell.
///
/// The extension waits itself for the effect of an action, so each is one call.
public final class ShellWindows: WindowSystem {
  static let name = "io.github.detour.Windows"
  private static let path = "/io/github/detour/Windows"
  private static let interface = "io.github.detour.Windows1"
  /// What the window manager is called in errors.
  public static let manager = "GNOME Shell"
  /// The Shell itself can stop answering for a while; a program that hangs does not stop it.
  static let patience = Duration.seconds(3)

  let extensionProxy: Proxy
  /// The Shell's own numbers of the windows, by ours, as of the last listing.
  var numbers: [WindowID: UInt64] = [:]
  /// The snapshot that was asked for with the hello, until something else is asked.
  private var firstSnapshot: Connection.Pending?

  /// Connects to the extension.
  ///
  /// - Parameter display: the process that must be the Shell's; nil for any.
  /// - Returns: nothing where no extension answers on `bus`, or where its name belongs to another
  ///   program than the Shell.
  @export(interface) public convenience init?(on bus: Bus, serving display: Int? = nil) {
    // With the hello: each question that waited for the answer before would be a trip to the bus.
    var questions: Questions?
    let connection = try? Connection(bus, within: Self.patience) { connection throws(DBusError) in
      questions = try Questions(connection, withSnapshot: true)
    }
    guard let connection, let questions else { return nil }
    self.init(connection, questions, serving: display)
  }

  /// Connects to the extension in the session that an environment names.
  ///
  /// Where only X11 is there, no bus is asked. A program that xvfb-run or a VNC server starts has
  /// the session's `WAYLAND_DISPLAY` too: it is the display which tells that it is not the Shell's.
  ///
  /// - Parameters:
  ///   - variable: the value of an environment variable, nil when it is unset or empty.
  ///   - server: the process that serves the X display of that name, as far as it is known.
  /// - Returns: nothing where that is no session of Wayland, `DISPLAY` is another server's than the
  ///   Shell's, the bus is not known, or no extension answers.
  @export(interface)
  public static func ofSession(
    _ variable: (String) -> String?, servedBy server: (String) -> Int?
  ) -> ShellWindows? {
    guard variable("WAYLAND_DISPLAY") != nil,
      let bus = Bus.session(
        variable("DBUS_SESSION_BUS_ADDRESS"), runtimeDirectory: variable("XDG_RUNTIME_DIR"))
    else { return nil }
    guard let name = variable("DISPLAY") else { return ShellWindows(on: bus) }
    return server(name).flatMap { ShellWindows(on: bus, serving: $0) }
  }

  convenience init?(_ connection: Connection) {
    guard let questions = try? Questions(connection, withSnapshot: false) else { return nil }
    self.init(connection, questions, serving: nil)
  }

  private init?(_ connection: Connection, _ questions: Questions, serving display: Int?) {
    func process(_ question: Connection.Pending) -> Int? {
      let reply = try? connection.reply(to: question, within: Self.patience).values("u")
      return reply?.first?.integer
    }
    guard let owner = process(questions.owner), owner == process(questions.shell),
      owner == display ?? owner
    else { return nil }
    extensionProxy = Proxy(connection, Self.name, path: Self.path, interface: Self.interface)
    firstSnapshot = questions.snapshot
  }

  /// The questions that are asked before anything else.
  private struct Questions {
    /// The processes that have the extension's name and the Shell's.
    let owner: Connection.Pending
    let shell: Connection.Pending
    /// Whoever has the name learns no more from it than that somebody asked.
    let snapshot: Connection.Pending?

    init(_ connection: Connection, withSnapshot: Bool) throws(DBusError) {
      let bus = Proxy(connection, "org.freedesktop.DBus", path: "/org/freedesktop/DBus")
      func process(of name: String) throws(DBusError) -> Connection.Pending {
        try connection.begin(bus.message("GetConnectionUnixProcessID", [.string(name)]))
      }
      owner = try process(of: ShellWindows.name)
      shell = try process(of: "org.gnome.Shell")
      guard withSnapshot else {
        snapshot = nil
        return
      }
      let message = try Message(
        to: ShellWindows.name, path: ShellWindows.path, interface: ShellWindows.interface,
        method: "Snapshot")
      message.startNothing()
      snapshot = try connection.begin(message)
    }
  }

  /// Calls a method of the extension.
  ///
  /// - Parameter waiting: how long the extension itself may wait.
  func call(
    _ method: String, _ arguments: [Value] = [], returning signature: String,
    waiting: Duration = .zero, about id: WindowID? = nil
  ) throws(WindowError) -> [Value] {
    firstSnapshot = nil
    let limit = waiting + Self.patience
    let deadline = Deadline.after(limit)
    do throws(DBusError) {
      return try extensionProxy.call(method, arguments, returning: signature, within: limit)
    } catch {
      throw Self.error(error, of: method, about: id, deadline)
    }
  }

  private static func error(
    _ error: DBusError, of method: String, about id: WindowID?, _ deadline: Deadline
  ) -> WindowError {
    let prefix = name + "1.Error."
    if error.name.rawValue == prefix + "NoSuchWindow", let id { return .windowGone(id) }
    let kind: ConnectionError.Kind =
      switch error.name {
      // Before the deadline the bus says so, of one whose connection is closed.
      case .noReply: deadline.hasPassed ? .silent : .lost
      case .disconnected, .serviceUnknown, .nameHasNoOwner, .unknownObject,
        ErrorName(rawValue: prefix + "Ended"):
        .lost
      // Each release has these: the extension has just taken them back.
      case .unknownMethod where method == "Snapshot" || method == "Subscribe": .lost
      default: .refused
      }
    return .connection(
      ConnectionError(.desktop(manager), kind, kind == .refused ? error.message : nil))
  }

  /// The Shell's windows and workspaces, in one call.
  func snapshot() throws(WindowError) -> Snapshot {
    let values = try snapshotReply()
    guard values.count == 2, let text = values[1].string, let snapshot = Snapshot(text) else {
      throw .connection(ConnectionError(.desktop(Self.manager), .malformed))
    }
    numbers = [:]
    for window in snapshot.windows { numbers[window.client.id] = window.number }
    return snapshot
  }

  private func snapshotReply() throws(WindowError) -> [Value] {
    guard let pending = firstSnapshot else { return try call("Snapshot", returning: "ts") }
    firstSnapshot = nil
    let deadline = Deadline.after(Self.patience)
    do throws(DBusError) {
      return try extensionProxy.connection.reply(to: pending, within: Self.patience).values("ts")
    } catch {
      throw Self.error(error, of: "Snapshot", about: nil, deadline)
    }
  }

  @export(interface)
  public func workspaces() throws(WindowError) -> Workspaces { try snapshot().workspaces }

  @export(interface)
  public func clients(_ order: ClientOrder) throws(WindowError) -> [Client] {
    try snapshot().clients(order)
  }

  @export(interface) public func client(_ id: WindowID) throws(WindowError) -> Client {
    guard let client = try snapshot().clients(.opened).first(where: { $0.id == id }) else {
      throw .windowGone(id)
    }
    return client
  }

  @export(interface) public func activeClient() throws(WindowError) -> Client {
    let clients = try snapshot().clients(.opened)
    guard let client = clients.first(where: { $0.isActive }) else { throw .nothingActive }
    return client
  }

  /// Lets the user click on a window, a minute long.
  @export(interface) public func pick() throws(WindowError) -> Client? {
    let limit = Duration.seconds(60)
    let values = try call("Pick", [.uint32(60_000)], returning: "st", waiting: limit)
    guard values.count == 2, values[0].string != "refused" else {
      throw .unsupported(":select", by: Self.manager)
    }
    guard values[0].string == "done", let number = values[1].integer, number > 0 else { return nil }
    return try snapshot().windows.first { $0.number == UInt64(number) }?.client
  }

  /// The monitors in the Shell's order, with the names of their connectors where mutter tells them.
  @export(interface) public func monitors() throws(WindowError) -> [Monitor] {
    let snapshot = try snapshot()
    let named = connectors()
    return snapshot.monitors.enumerated().map { index, monitor in
      let area = monitor.area
      return Monitor(
        name: named.first { $0.x == area.x && $0.y == area.y }?.name ?? "",
        isPrimary: index == snapshot.primary, area: area, workArea: monitor.workArea)
    }
  }

  /// Returns where each connector's picture begins: org.gnome.Mutter.DisplayConfig's
  /// GetCurrentState.
  private func connectors() -> [(name: String, x: Int, y: Int)] {
    let proxy = Proxy(
      extensionProxy.connection, "org.gnome.Mutter.DisplayConfig",
      path: "/org/gnome/Mutter/DisplayConfig")
    let answer = try? proxy.call(
      "GetCurrentState",
      returning: "ua((ssss)a(siiddada{sv})a{sv})a(iiduba(ssss)a{sv})a{sv}",
      within: Self.patience)
    guard let answer, answer.count == 4 else { return [] }
    return (answer[2].elements ?? []).compactMap { logical in
      // x, y, scale, transform, primary, monitors: the connector is each one's first word.
      guard let fields = logical.elements, fields.count > 5, let x = fields[0].integer,
        let y = fields[1].integer,
        let name = fields[5].elements?.first?.elements?.first?.string
      else { return nil }
      return (name, x, y)
    }
  }

  /// The Shell tells of each window the process that its own connection has.
  public func processes(of ids: [WindowID]) throws(WindowError) -> [Int?] { ids.map { _ in nil } }

  public func watch() throws(WindowError) -> ShellWatcher { try ShellWatcher(self) }

  /// The Shell's own number of a window.
  func number(_ id: WindowID) throws(WindowError) -> UInt64 {
    if numbers[id] == nil { _ = try snapshot() }
    guard let number = numbers[id] else { throw .windowGone(id) }
    return number
  }
}
