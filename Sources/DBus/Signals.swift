/// A selection of signals: D-Bus Specification, "Match Rules".
public struct MatchRule: Hashable, Sendable {
  public var sender: String?
  public var path: String?
  public var interface: String?
  public var member: String?
  /// What the first argument, a string, must be.
  public var firstArgument: String?

  @export(interface) public init(
    sender: String? = nil, path: String? = nil, interface: String? = nil, member: String? = nil,
    firstArgument: String? = nil
  ) {
    self.sender = sender
    self.path = path
    self.interface = interface
    self.member = member
    self.firstArgument = firstArgument
  }

  /// The rule in the bus's own syntax.
  var text: String {
    var text = "type='signal'"
    func add(_ key: String, _ value: String?) {
      guard let value else { return }
      let parts = value.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
      text += ",\(key)='\(parts.map { String($0) }.joined(separator: "'\\''"))'"
    }
    add("sender", sender)
    add("path", path)
    add("interface", interface)
    add("member", member)
    add("arg0", firstArgument)
    return text
  }
}

/// A signal that was received.
public struct Signal: Sendable {
  public let path: String
  public let interface: String
  public let member: String
  public let values: [Value]
}

/// A match rule, and what is called for its signals.
struct Subscriber {
  let rule: MatchRule
  let body: (Signal) -> Void
}

extension Connection {
  /// A subscription, for ``unsubscribe(_:)``.
  public struct Subscription: Hashable, Sendable { let number: UInt64 }

  /// Calls `body` for each signal that `rule` selects, from ``process()`` or in the loop.
  ///
  /// The owner of a well-known sender is followed: a signal that another program sends under the
  /// same interface is dropped.
  @discardableResult
  public func subscribe(
    _ rule: MatchRule, _ body: @escaping (Signal) -> Void
  ) throws(DBusError) -> Subscription {
    if let name = rule.sender, !name.hasPrefix(":"), name != Self.bus, owners[name] == nil {
      try follow(name)
    }
    _ = try bus("AddMatch", [.string(rule.text)], returning: "")
    lastSubscription += 1
    subscribers[lastSubscription] = Subscriber(rule: rule, body: body)
    return Subscription(number: lastSubscription)
  }

  /// Ends a subscription.
  public func unsubscribe(_ subscription: Subscription) throws(DBusError) {
    guard let subscriber = subscribers.removeValue(forKey: subscription.number) else { return }
    _ = try bus("RemoveMatch", [.string(subscriber.rule.text)], returning: "")
  }

  /// The unique name of the owner of `name`, or nil without one.
  @export(interface) public func owner(of name: String) throws(DBusError) -> String? {
    do throws(DBusError) {
      return try bus("GetNameOwner", [.string(name)], returning: "s").first?.string
    } catch {
      if error.name == .nameHasNoOwner { return nil }
      throw error
    }
  }

  /// Calls a method of the bus itself.
  func bus(
    _ method: String, _ arguments: [Value], returning signature: String
  ) throws(DBusError) -> [Value] {
    try Proxy(self, Self.bus, path: Self.busPath).call(method, arguments, returning: signature)
  }

  private func follow(_ name: String) throws(DBusError) {
    let changes = MatchRule(
      sender: Self.bus, path: Self.busPath, interface: Self.bus, member: "NameOwnerChanged",
      firstArgument: name)
    _ = try bus("AddMatch", [.string(changes.text)], returning: "")
    owners[name] = try owner(of: name) ?? ""
  }

  func deliver(_ message: borrowing Message) throws(DBusError) {
    guard let path = message.path, let interface = message.interface, let member = message.member
    else { return }
    if interface == "org.freedesktop.DBus.Local", member == "Disconnected" { throw Self.lost }
    let sender = message.sender ?? ""
    let tellsOwner = sender == Self.bus && member == "NameOwnerChanged"
    // Anybody may send anything: what nobody wants is not even read.
    let wanting = subscribers.filter { _, subscriber in
      let rule = subscriber.rule
      return (rule.path ?? path) == path && (rule.interface ?? interface) == interface
        && (rule.member ?? member) == member && isFrom(rule.sender, sender)
    }
    guard tellsOwner || !wanting.isEmpty else { return }
    // A message that cannot be read is the peer's fault.
    guard let values = try? message.values() else { return }
    if tellsOwner, values.count == 3, let name = values[0].string, let owner = values[2].string,
      owners[name] != nil
    {
      owners[name] = owner
    }
    let signal = Signal(path: path, interface: interface, member: member, values: values)
    for (number, subscriber) in wanting.sorted(by: { $0.key < $1.key }) {
      let first = subscriber.rule.firstArgument
      guard first == nil || first == values.first?.string, subscribers[number] != nil else {
        continue
      }
      subscriber.body(signal)
    }
  }

  /// Whether the sender of a message is the one that a rule names, if it names one.
  private func isFrom(_ wanted: String?, _ sender: String) -> Bool {
    wanted.map { sender == owners[$0] ?? $0 } ?? true
  }
}
