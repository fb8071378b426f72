import CDBus

/// The name of an error, such as `org.freedesktop.DBus.Error.NoReply`; the set is open.
public struct ErrorName: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  init(standard name: String) { rawValue = "org.freedesktop.DBus.Error." + name }

  public static let failed = ErrorName(standard: "Failed")
  /// No reply came before the deadline.
  public static let noReply = ErrorName(standard: "NoReply")
  public static let disconnected = ErrorName(standard: "Disconnected")
  public static let noServer = ErrorName(standard: "NoServer")
  public static let fileNotFound = ErrorName(standard: "FileNotFound")
  public static let serviceUnknown = ErrorName(standard: "ServiceUnknown")
  public static let nameHasNoOwner = ErrorName(standard: "NameHasNoOwner")
  public static let accessDenied = ErrorName(standard: "AccessDenied")
  public static let interactiveAuthorizationRequired = ErrorName(
    standard: "InteractiveAuthorizationRequired")
  public static let invalidArguments = ErrorName(standard: "InvalidArgs")
  /// A peer sent other types than the interface says.
  public static let invalidSignature = ErrorName(standard: "InvalidSignature")
  public static let limitsExceeded = ErrorName(standard: "LimitsExceeded")
  public static let unknownMethod = ErrorName(standard: "UnknownMethod")
  public static let unknownObject = ErrorName(standard: "UnknownObject")
  public static let unknownInterface = ErrorName(standard: "UnknownInterface")
  public static let unknownProperty = ErrorName(standard: "UnknownProperty")
  public static let propertyReadOnly = ErrorName(standard: "PropertyReadOnly")
}

/// A reply that was an error, a call that never got one, or a message that can't be.
public struct DBusError: Error, Hashable, Sendable {
  public let name: ErrorName
  /// What the peer, or libdbus, says of it.
  public let message: String

  public init(_ name: ErrorName, _ message: String) {
    self.name = name
    self.message = message
  }
}

extension DBusError: CustomStringConvertible {
  @export(interface)
  public var description: String {
    message.isEmpty ? name.rawValue : "\(message) (\(name.rawValue))"
  }
}

/// Calls a libdbus function that reports through a `CDBus.DBusError`.
func throwing<Result>(
  _ body: (UnsafeMutablePointer<CDBus.DBusError>) -> Result?
) throws(DBusError) -> Result {
  var error = CDBus.DBusError()
  dbus_error_init(&error)
  defer { dbus_error_free(&error) }
  let result = body(&error)
  if let name = error.name {
    throw DBusError(
      ErrorName(rawValue: String(cString: name)),
      error.message.map { String(cString: $0) } ?? "")
  }
  guard let result else { throw DBusError(.failed, "libdbus gave neither a result nor an error") }
  return result
}
