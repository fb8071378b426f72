public import DBus
import System

/// The fingerprint service on the system bus: `net.reactivated.Fprint`.
public struct Fprint {
  let connection: Connection

  /// The interface `net.reactivated.Fprint.Manager`.
  var manager: Proxy {
    Proxy(
      connection, "net.reactivated.Fprint", path: "/net/reactivated/Fprint/Manager",
      interface: "net.reactivated.Fprint.Manager")
  }

  /// The interface `net.reactivated.Fprint.Device` of a reader's object.
  func device(_ path: String) -> Proxy {
    manager.object(path, interface: "net.reactivated.Fprint.Device")
  }

  /// The quirk whose fix keeps the login from asking for fingers while there are none.
  package static let loginQuirk = "fingerprint-login-unused"

  public init(_ connection: Connection) { self.connection = connection }

  /// A fingerprint reader, as the service names it.
  public struct Reader: Hashable, Sendable {
    /// Its object on the bus, which another start of the service may number otherwise.
    public let path: String
    /// Its make, such as `Synaptics Sensors`.
    public let name: String
    /// How often it wants to see a finger to know it.
    public let stages: Int
    /// `press` or `swipe`.
    public let way: String
  }

  /// All readers that the service has.
  ///
  /// Wraps `GetDevices` of net.reactivated.Fprint.Manager; the bus starts the service for it.
  public func readers(within limit: Duration = Connection.defaultTimeout) throws(DBusError)
    -> [Reader]
  {
    let paths = try manager.call("GetDevices", returning: "ao", within: limit)
    var readers: [Reader] = []
    for path in (paths.first?.elements ?? []).compactMap(\.string) {
      let properties = try device(path).properties(within: limit)
      readers.append(
        Reader(
          path: path, name: properties["name"]?.string ?? path,
          // -1 while nobody has claimed a reader that only knows then.
          stages: max(0, properties["num-enroll-stages"]?.integer ?? 0),
          way: properties["scan-type"]?.string ?? "press"))
    }
    return readers
  }

  /// The fingers of this user that a reader knows, such as `right-index-finger`, sorted.
  ///
  /// Wraps `ListEnrolledFingers`; prints in a format that libfprint does not read are not among
  /// them, and the service says nothing of it.
  public func fingers(
    on reader: Reader, within limit: Duration = Connection.defaultTimeout
  ) throws(DBusError) -> [String] {
    do throws(DBusError) {
      let values = try device(reader.path).call(
        "ListEnrolledFingers", [.string("")], returning: "as", within: limit)
      return (values.first?.elements ?? []).compactMap(\.string).sorted()
    } catch {
      guard error.name == .noEnrolledPrints else { throw error }
      return []
    }
  }

  /// Makes a reader forget one finger of this user: `DeleteEnrolledFinger`, fprintd 1.94.
  public func delete(_ finger: String, on reader: Reader) throws(DBusError) {
    try claimed(reader) { () throws(DBusError) in
      try call(reader, "DeleteEnrolledFinger", [.string(finger)])
    }
  }

  /// Runs `body` while the reader is this connection's alone: `Claim` and `Release`.
  func claimed<Result>(
    _ reader: Reader, _ body: () throws(DBusError) -> Result
  ) throws(DBusError) -> Result {
    try call(reader, "Claim", [.string("")])
    let result: Result
    do throws(DBusError) {
      result = try body()
    } catch {
      // The first failure is the one to tell; the claim ends with the connection in any case.
      try? call(reader, "Release")
      throw error
    }
    try call(reader, "Release")
    return result
  }

  /// Looks that a reader can be opened: `Claim` and `Release` at once, asking nobody for a password.
  func open(_ reader: Reader, within limit: Duration) throws(DBusError) {
    for (method, arguments) in [("Claim", [Value.string("")]), ("Release", [])] {
      try device(reader.path).call(method, arguments, within: limit)
    }
  }

  func call(_ reader: Reader, _ method: String, _ arguments: [Value] = []) throws(DBusError) {
    let message = try device(reader.path).message(method, arguments)
    // polkit may want the user's password, and a person types it.
    message.allowInteraction()
    _ = try connection.call(message, within: .seconds(120))
  }

  /// The names of all fingers, as the interface has them.
  public static let allFingers: [String] = ["left", "right"].flatMap { side in
    ["thumb", "index-finger", "middle-finger", "ring-finger", "little-finger"]
      .map { "\(side)-\($0)" }
  }
}

extension ErrorName {
  init(fprint name: String) { self.init(rawValue: "net.reactivated.Fprint.Error." + name) }

  static let noEnrolledPrints = ErrorName(fprint: "NoEnrolledPrints")
  static let permissionDenied = ErrorName(fprint: "PermissionDenied")
  static let alreadyInUse = ErrorName(fprint: "AlreadyInUse")
  /// Such as a reader that does not open, or has gone.
  static let internalError = ErrorName(fprint: "Internal")
}
