/// An interface of an object that this process exports.
public struct Interface {
  public let name: String
  public let methods: [Method]
  public let properties: [Property]
  public let signals: [SignalDescription]

  @export(interface) public init(
    _ name: String, methods: [Method] = [], properties: [Property] = [],
    signals: [SignalDescription] = []
  ) {
    self.name = name
    self.methods = methods
    self.properties = properties
    self.signals = signals
  }

  /// A method: the signatures of its arguments and results, and what it does.
  public struct Method {
    public let name: String
    public let takes: String
    public let gives: String
    /// Gets arguments of the types in `takes`, and returns those in `gives`.
    public let body: ([Value]) throws(DBusError) -> [Value]

    @export(interface) public init(
      _ name: String, takes: String = "", gives: String = "",
      _ body: @escaping ([Value]) throws(DBusError) -> [Value]
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
    public let read: () throws(DBusError) -> Value

    @export(interface)
    public init(_ name: String, _ type: String, _ read: @escaping () throws(DBusError) -> Value) {
      self.name = name
      self.type = type
      self.read = read
    }
  }

  /// A signal that the object may send.
  public struct SignalDescription {
    public let name: String
    public let type: String

    public init(_ name: String, _ type: String) {
      self.name = name
      self.type = type
    }
  }
}

extension Connection {
  /// Exports an object with `interfaces` at `path`.
  public func export(_ path: String, _ interfaces: [Interface]) throws(DBusError) {
    _ = try Message(signal: "Probe", path: path, interface: "org.example.Probe")
    objects[path] = interfaces
  }

  /// Requests `name` for this connection, without queueing for it.
  ///
  /// - Returns: whether this connection owns it now.
  @export(interface) public func requestName(_ name: String) throws(DBusError) -> Bool {
    // DBUS_NAME_FLAG_DO_NOT_QUEUE; replies 1 (primary owner) and 4 (already the owner).
    let reply = try bus("RequestName", [.string(name), .uint32(4)], returning: "u")
    return [1, 4].contains(reply.first?.integer)
  }

  /// Sends a signal of an exported object.
  public func emit(
    _ signal: String, of interface: String, at path: String, _ values: [Value] = []
  ) throws(DBusError) {
    try send(Message(signal: signal, path: path, interface: interface, arguments: values))
  }

  func answer(_ call: borrowing Message) throws(DBusError) {
    let reply: Message
    do throws(DBusError) {
      let values = try result(of: call)
      reply = try Message(to: call, values: values)
    } catch {
      reply = try Message(to: call, error: error)
    }
    if call.wantsReply { try send(reply) }
  }

  private func result(of call: borrowing Message) throws(DBusError) -> [Value] {
    let path = call.path ?? ""
    let member = call.member ?? ""
    guard let interfaces = objects[path] else {
      if call.interface == "org.freedesktop.DBus.Introspectable", member == "Introspect" {
        return [.string(Introspection.text(of: [], children: children(of: path)))]
      }
      throw DBusError(.unknownObject, "there is no object at \(path)")
    }
    switch (call.interface, member) {
    case ("org.freedesktop.DBus.Introspectable", "Introspect"):
      return [.string(Introspection.text(of: interfaces, children: children(of: path)))]
    case ("org.freedesktop.DBus.Peer", "Ping"): return []
    case (Self.properties, "Get"):
      let names = try call.values("ss").compactMap { $0.string }
      guard
        let property = try Self.find(interfaces, names[0]).properties.first(where: {
          $0.name == names[1]
        })
      else { throw DBusError(.unknownProperty, "\(names[0]) has no property \(names[1])") }
      return [.variant(try property.read())]
    case (Self.properties, "GetAll"):
      let name = try call.values("s").first?.string ?? ""
      var values: [String: Value] = [:]
      for property in try Self.find(interfaces, name).properties {
        values[property.name] = try property.read()
      }
      return [.dictionary(values)]
    case (Self.properties, "Set"):
      throw DBusError(.propertyReadOnly, "no property of this object can be set")
    case (let interface, _):
      let candidates = interfaces.filter { interface == nil || $0.name == interface }
      guard let method = candidates.flatMap({ $0.methods }).first(where: { $0.name == member })
      else {
        throw DBusError(.unknownMethod, "\(interface ?? path) has no method \(member)")
      }
      guard call.signature == method.takes else {
        throw DBusError(
          .invalidArguments, "\(member) takes \"\(method.takes)\", not \"\(call.signature)\"")
      }
      return try method.body(try call.values())
    }
  }

  private static func find(_ interfaces: [Interface], _ name: String) throws(DBusError) -> Interface
  {
    guard let interface = interfaces.first(where: { $0.name == name }) else {
      throw DBusError(.unknownInterface, "there is no interface \(name)")
    }
    return interface
  }

  private func children(of path: String) -> [String] {
    let prefix = path == "/" ? "/" : path + "/"
    return Set(
      objects.keys.filter { $0.hasPrefix(prefix) && $0 != path }
        .compactMap { $0.dropFirst(prefix.count).split(separator: "/").first.map { String($0) } }
    ).sorted()
  }
}
