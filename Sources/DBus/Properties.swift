extension Connection {
  static let properties = "org.freedesktop.DBus.Properties"

  /// The value of a property, out of its variant.
  public func property(
    _ name: String, of interface: String, _ destination: String, _ path: String,
    within limit: Duration = patience
  ) throws(Failure) -> Value {
    let values = try call(
      destination, path, Self.properties, "Get", [.string(interface), .string(name)],
      returning: "v", within: limit)
    guard let value = values.first else { throw Failure(.invalidSignature, "no value came") }
    return value.opened
  }

  /// All properties of an interface by their names, out of their variants.
  public func properties(
    of interface: String, _ destination: String, _ path: String,
    within limit: Duration = patience
  ) throws(Failure) -> [String: Value] {
    let values = try call(
      destination, path, Self.properties, "GetAll", [.string(interface)], returning: "a{sv}",
      within: limit)
    return values.first?.dictionary ?? [:]
  }

  /// Sets a property.
  public func setProperty(
    _ name: String, of interface: String, _ destination: String, _ path: String, to value: Value,
    within limit: Duration = patience
  ) throws(Failure) {
    _ = try call(
      destination, path, Self.properties, "Set",
      [.string(interface), .string(name), .variant(value)], returning: "", within: limit)
  }

  /// Calls `body` with what changed of the properties of an interface, and with the names of those
  /// whose new value must be asked for.
  @discardableResult
  public func onChange(
    of interface: String, _ destination: String, _ path: String,
    _ body: @escaping (_ changed: [String: Value], _ invalidated: [String]) throws -> Void
  ) throws(Failure) -> Token {
    let match = Match(
      sender: destination, path: path, interface: Self.properties, member: "PropertiesChanged",
      firstArgument: interface)
    return try subscribe(match) { signal in
      guard signal.values.count == 3, let changed = signal.values[1].dictionary,
        let invalidated = signal.values[2].elements
      else { return }
      try body(changed, invalidated.compactMap(\.string))
    }
  }
}
