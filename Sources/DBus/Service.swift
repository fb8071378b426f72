/// An interface of an object that this process exports.
public struct Interface {
  public let name: String
  public let methods: [Method]
  public let properties: [Property]
  public let signals: [SignalShape]

  public init(
    _ name: String, methods: [Method] = [], properties: [Property] = [],
    signals: [SignalShape] = []
  ) {
    self.name = name
    self.methods = methods
    self.properties = properties
    self.signals = signals
  }

  /// A method: what it takes and gives, as signatures, and what it does.
  public struct Method {
    public let name: String
    public let takes: String
    public let gives: String
    /// Gets arguments of the types that the method takes, and gives those that it says.
    public let body: ([Value]) throws -> [Value]

    public init(
      _ name: String, takes: String = "", gives: String = "",
      _ body: @escaping ([Value]) throws -> [Value]
    ) {
      self.name = name
      self.takes = takes
      self.gives = gives
      self.body = body
    }
  }

  /// A property that can be read.
  public struct Property {
    public let name: String
    public let type: String
    public let read: () throws -> Value

    public init(_ name: String, _ type: String, _ read: @escaping () throws -> Value) {
      self.name = name
      self.type = type
      self.read = read
    }
  }

  /// A signal that the object may send.
  public struct SignalShape {
    public let name: String
    public let type: String

    public init(_ name: String, _ type: String) {
      self.name = name
      self.type = type
    }
  }
}

extension Connection {
  /// Makes an object with `interfaces` of it reachable at `path`.
  public func export(_ path: String, _ interfaces: [Interface]) throws(Failure) {
    _ = try Message(signal: "Probe", path: path, interface: "org.example.Probe")
    objects[path] = interfaces
  }

  /// Takes `name` for this connection.
  ///
  /// - Returns: whether it is this connection's now; a name that somebody has is not waited for.
  public func own(_ name: String) throws(Failure) -> Bool {
    // DBUS_NAME_FLAG_DO_NOT_QUEUE; replies 1 (primary owner) and 4 (already the owner).
    let reply = try bus("RequestName", [.string(name), .uint32(4)], returning: "u")
    return [1, 4].contains(reply.first?.integer)
  }

  /// Gives `name` back.
  public func disown(_ name: String) throws(Failure) {
    _ = try bus("ReleaseName", [.string(name)], returning: "u")
  }

  /// Sends a signal of an exported object.
  public func emit(
    _ signal: String, of interface: String, at path: String, _ values: [Value] = []
  ) throws(Failure) {
    try send(Message(signal: signal, path: path, interface: interface, arguments: values))
  }

  /// Tells who listens that properties of an exported object have changed.
  public func announce(
    _ changed: [String: Value], of interface: String, at path: String
  ) throws(Failure) {
    try emit(
      "PropertiesChanged", of: Self.properties, at: path,
      [.string(interface), .dictionary(changed), .array([], of: "s")])
  }

  func answer(_ call: borrowing Message) throws {
    let reply: Message
    do {
      let values = try result(of: call)
      reply = try Message(to: call, values: values)
    } catch let failure as Failure {
      reply = try Message(to: call, failure: failure)
    } catch {
      reply = try Message(to: call, failure: Failure(.failed, String(describing: error)))
    }
    if call.wantsReply { try send(reply) }
  }

  private func result(of call: borrowing Message) throws -> [Value] {
    let path = call.path ?? ""
    let member = call.member ?? ""
    guard let interfaces = objects[path] else {
      if call.interface == "org.freedesktop.DBus.Introspectable", member == "Introspect" {
        return [.string(Introspection.text(of: [], children: children(of: path)))]
      }
      throw Failure(.unknownObject, "there is no object at \(path)")
    }
    switch (call.interface, member) {
    case ("org.freedesktop.DBus.Introspectable", "Introspect"):
      return [.string(Introspection.text(of: interfaces, children: children(of: path)))]
    case ("org.freedesktop.DBus.Peer", "Ping"): return []
    case (Self.properties, "Get"):
      let names = try call.values("ss").compactMap(\.string)
      guard
        let property = try Self.find(interfaces, names[0]).properties.first(where: {
          $0.name == names[1]
        })
      else { throw Failure(.unknownProperty, "\(names[0]) has no property \(names[1])") }
      return [.variant(try property.read())]
    case (Self.properties, "GetAll"):
      let name = try call.values("s").first?.string ?? ""
      var values: [String: Value] = [:]
      for property in try Self.find(interfaces, name).properties {
        values[property.name] = try property.read()
      }
      return [.dictionary(values)]
    case (Self.properties, "Set"):
      throw Failure(.propertyReadOnly, "no property of this object can be set")
    case (let interface, _):
      let candidates = interfaces.filter { interface == nil || $0.name == interface }
      guard let method = candidates.flatMap(\.methods).first(where: { $0.name == member }) else {
        throw Failure(.unknownMethod, "\(interface ?? path) has no method \(member)")
      }
      guard call.signature == method.takes else {
        throw Failure(
          .invalidArguments, "\(member) takes \"\(method.takes)\", not \"\(call.signature)\"")
      }
      return try method.body(try call.values())
    }
  }

  private static func find(_ interfaces: [Interface], _ name: String) throws(Failure) -> Interface {
    guard let interface = interfaces.first(where: { $0.name == name }) else {
      throw Failure(.unknownInterface, "there is no interface \(name)")
    }
    return interface
  }

  private func children(of path: String) -> [String] {
    let prefix = path == "/" ? "/" : path + "/"
    return Set(
      objects.keys.filter { $0.hasPrefix(prefix) && $0 != path }
        .compactMap { $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init) }
    ).sorted()
  }
}
