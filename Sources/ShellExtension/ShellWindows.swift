public import DBus
import System
public import Windows

/// The windows and workspaces of GNOME Shell on Wayland, native ones too, through Detour's
/// extension of the Shell.
///
/// The extension waits itself for the effect of an action, so each is one call.
public final class ShellWindows: WindowSystem {
  static let name = "io.github.detour.Windows"
  /// What the window manager is called in errors.
  static let manager = "GNOME Shell"
  /// The Shell itself can stop answering for a while; a program that hangs does not stop it.
  static let patience = Duration.seconds(3)

  let extensionProxy: Proxy
  /// The Shell's own numbers of the windows, by ours, as of the last listing.
  var numbers: [WindowID: UInt64] = [:]

  /// Connects to the extension.
  ///
  /// - Returns: nothing where no extension answers on `bus`, or where its name belongs to another
  ///   program than the Shell.
  public convenience init?(on bus: Bus) {
    guard let connection = try? Connection(bus, within: Self.patience) else { return nil }
    self.init(connection)
  }

  init?(_ connection: Connection) {
    let bus = Proxy(
      connection, "org.freedesktop.DBus", path: "/org/freedesktop/DBus")
    func process(of name: String) -> Int? {
      let values = try? bus.call(
        "GetConnectionUnixProcessID", [.string(name)], returning: "u", within: Self.patience)
      return values?.first?.integer
    }
    guard let owner = process(of: Self.name), owner == process(of: "org.gnome.Shell") else {
      return nil
    }
    extensionProxy = Proxy(
      connection, Self.name, path: "/io/github/detour/Windows", interface: Self.name + "1")
  }

  /// Calls a method of the extension.
  ///
  /// - Parameter waiting: how long the extension itself may wait.
  func call(
    _ method: String, _ arguments: [Value] = [], returning signature: String,
    waiting: Duration = .zero, about id: WindowID? = nil
  ) throws(WindowError) -> [Value] {
    do throws(DBusError) {
      return try extensionProxy.call(
        method, arguments, returning: signature, within: waiting + Self.patience)
    } catch {
      throw Self.error(error, about: id)
    }
  }

  private static func error(_ error: DBusError, about id: WindowID?) -> WindowError {
    let prefix = name + "1.Error."
    if error.name.rawValue == prefix + "NoSuchWindow", let id { return .windowGone(id) }
    let kind: ConnectionError.Kind =
      switch error.name {
      case .noReply: .silent
      case .disconnected, .serviceUnknown, .nameHasNoOwner, .unknownObject: .lost
      default: .refused
      }
    let detail =
      switch kind {
      case .silent: "GNOME Shell does not answer"
      case .lost:
        "Detour's extension of GNOME Shell has ended, as it does while the screen is locked"
      default: "Detour's extension of GNOME Shell says: \(error.message)"
      }
    return .connection(ConnectionError(kind, detail))
  }

  /// The Shell's windows and workspaces, in one call.
  func snapshot() throws(WindowError) -> Snapshot {
    let values = try call("Snapshot", returning: "ts")
    guard values.count == 2, let text = values[1].string, let snapshot = Snapshot(text) else {
      throw .connection(
        ConnectionError(.refused, "Detour's extension of GNOME Shell sent no list of windows"))
    }
    numbers = [:]
    for window in snapshot.windows { numbers[window.client.id] = window.number }
    return snapshot
  }

  public func workspaces() throws(WindowError) -> Workspaces { try snapshot().workspaces }

  public func clients(_ order: ClientOrder) throws(WindowError) -> [Client] {
    try snapshot().clients(order)
  }

  public func client(_ id: WindowID) throws(WindowError) -> Client {
    guard let client = try snapshot().clients(.opened).first(where: { $0.id == id }) else {
      throw .windowGone(id)
    }
    return client
  }

  public func activeClient() throws(WindowError) -> Client {
    guard let client = try snapshot().clients(.opened).first(where: \.isActive) else {
      throw .nothingActive
    }
    return client
  }

  /// Nobody can tell the Shell which window was clicked on.
  public func pick() throws(WindowError) -> Client? {
    throw .unsupported(":select", by: Self.manager)
  }

  public func monitors() throws(WindowError) -> [Monitor] {
    throw .unsupported("moving to a monitor", by: Self.manager)
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
