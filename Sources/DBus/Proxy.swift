/// One interface of an object of another program, so that calls name only the method.
public struct Proxy {
  public let connection: Connection
  /// The bus name of the program, such as `org.freedesktop.login1`.
  public let destination: String
  public let path: String
  public let interface: String

  /// - Parameter interface: the destination's own name when missing.
  @export(interface) public init(
    _ connection: Connection, _ destination: String, path: String, interface: String? = nil
  ) {
    self.connection = connection
    self.destination = destination
    self.path = path
    self.interface = interface ?? destination
  }

  /// Another interface of the same object.
  public func interface(_ name: String) -> Proxy {
    Proxy(connection, destination, path: path, interface: name)
  }

  /// Another object of the same program.
  public func object(_ path: String, interface: String? = nil) -> Proxy {
    Proxy(connection, destination, path: path, interface: interface ?? self.interface)
  }

  /// A call of `method`, to be sent with ``Connection/call(_:within:)``.
  public func message(
    _ method: String, _ arguments: [Value] = []
  ) throws(DBusError) -> Message {
    try Message(
      to: destination, path: path, interface: interface, method: method, arguments: arguments)
  }

  /// Calls a method, and gives what it returns if that has the types of `signature`.
  @discardableResult
  public func call(
    _ method: String, _ arguments: [Value] = [], returning signature: String = "",
    within limit: Duration = Connection.defaultTimeout
  ) throws(DBusError) -> [Value] {
    try connection.call(message(method, arguments), within: limit).values(signature)
  }

  /// The value of a property, out of its variant.
  @export(interface) public func property(
    _ name: String, within limit: Duration = Connection.defaultTimeout
  ) throws(DBusError) -> Value {
    let values = try interface(Connection.properties).call(
      "Get", [.string(interface), .string(name)], returning: "v", within: limit)
    guard let value = values.first else { throw DBusError(.invalidSignature, "no value came") }
    return value.unwrapped
  }

  /// All properties by their names, out of their variants.
  @export(interface) public func properties(
    within limit: Duration = Connection.defaultTimeout
  ) throws(DBusError) -> [String: Value] {
    let values = try interface(Connection.properties).call(
      "GetAll", [.string(interface)], returning: "a{sv}", within: limit)
    return values.first?.dictionary ?? [:]
  }

  /// Sets a property.
  public func setProperty(
    _ name: String, to value: Value, within limit: Duration = Connection.defaultTimeout
  ) throws(DBusError) {
    try interface(Connection.properties).call(
      "Set", [.string(interface), .string(name), .variant(value)], within: limit)
  }

  /// Calls `body` for each signal `member` of this object.
  @discardableResult
  public func subscribe(
    to member: String, _ body: @escaping (Signal) -> Void
  ) throws(DBusError) -> Connection.Subscription {
    try connection.subscribe(
      MatchRule(sender: destination, path: path, interface: interface, member: member), body)
  }

  /// Calls `body` with the properties that changed, and with the names of those whose new value
  /// must be asked for.
  @discardableResult
  public func onChange(
    _ body: @escaping (_ changed: [String: Value], _ invalidated: [String]) -> Void
  ) throws(DBusError) -> Connection.Subscription {
    let rule = MatchRule(
      sender: destination, path: path, interface: Connection.properties,
      member: "PropertiesChanged", firstArgument: interface)
    return try connection.subscribe(rule) { signal in
      guard signal.values.count == 3, let changed = signal.values[1].dictionary,
        let invalidated = signal.values[2].elements
      else { return }
      body(changed, invalidated.compactMap { $0.string })
    }
  }
}

extension Connection {
  static let properties = "org.freedesktop.DBus.Properties"
}
