/// Which signals a subscription is for: D-Bus Specification, "Match Rules".
public struct Match: Hashable, Sendable {
  public var sender: String?
  public var path: String?
  public var interface: String?
  public var member: String?
  /// What the first argument, a string, must be.
  public var firstArgument: String?

  public init(
    sender: String? = nil, path: String? = nil, interface: String? = nil, member: String? = nil,
    firstArgument: String? = nil
  ) {
    self.sender = sender
    self.path = path
    self.interface = interface
    self.member = member
    self.firstArgument = firstArgument
  }

  /// The rule as the bus takes it.
  var rule: String {
    let parts = [
      ("sender", sender), ("path", path), ("interface", interface), ("member", member),
      ("arg0", firstArgument),
    ]
    return
      (["type='signal'"]
      + parts.compactMap { key, value in
        value.map {
          "\(key)='\($0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
        }
      }).joined(separator: ",")
  }
}

/// A signal that has come.
public struct Signal: Sendable {
  public let path: String
  public let interface: String
  public let member: String
  public let values: [Value]
}

struct Subscription {
  let match: Match
  let body: (Signal) throws -> Void
}

extension Connection {
  /// What was subscribed to, for ``unsubscribe(_:)``.
  public struct Token: Hashable, Sendable { let number: UInt64 }

  /// Calls `body` for each signal that `match` is for, from ``process()`` or in the loop.
  ///
  /// Where the sender is a well-known name, its owner is followed: a signal that somebody else
  /// sends under the same interface is dropped.
  @discardableResult
  public func subscribe(
    _ match: Match, _ body: @escaping (Signal) throws -> Void
  ) throws(Failure) -> Token {
    if let name = match.sender, !name.hasPrefix(":"), name != Self.bus, owners[name] == nil {
      try follow(name)
    }
    _ = try bus("AddMatch", [.string(match.rule)], returning: "")
    lastSubscription += 1
    subscriptions[lastSubscription] = Subscription(match: match, body: body)
    return Token(number: lastSubscription)
  }

  /// Ends a subscription.
  public func unsubscribe(_ token: Token) throws(Failure) {
    guard let subscription = subscriptions.removeValue(forKey: token.number) else { return }
    _ = try bus("RemoveMatch", [.string(subscription.match.rule)], returning: "")
  }

  /// The unique name of who owns `name`, or nothing where nobody does.
  public func owner(of name: String) throws(Failure) -> String? {
    do throws(Failure) {
      return try bus("GetNameOwner", [.string(name)], returning: "s").first?.string
    } catch {
      if error.name == .nameHasNoOwner { return nil }
      throw error
    }
  }

  /// Calls a method of the bus itself.
  func bus(
    _ method: String, _ arguments: [Value], returning signature: String
  ) throws(Failure) -> [Value] {
    try call(Self.bus, Self.busPath, Self.bus, method, arguments, returning: signature)
  }

  private func follow(_ name: String) throws(Failure) {
    let changes = Match(
      sender: Self.bus, path: Self.busPath, interface: Self.bus, member: "NameOwnerChanged",
      firstArgument: name)
    _ = try bus("AddMatch", [.string(changes.rule)], returning: "")
    owners[name] = try owner(of: name) ?? ""
  }

  func deliver(_ message: borrowing Message) throws {
    guard let path = message.path, let interface = message.interface, let member = message.member
    else { return }
    if interface == "org.freedesktop.DBus.Local", member == "Disconnected" { throw Self.lost }
    // A peer's message that can't be read is the peer's fault, and nothing that we were told.
    guard let values = try? message.values() else { return }
    let sender = message.sender ?? ""
    if sender == Self.bus, member == "NameOwnerChanged", values.count == 3,
      let name = values[0].string, let owner = values[2].string, owners[name] != nil
    {
      owners[name] = owner
    }
    let signal = Signal(path: path, interface: interface, member: member, values: values)
    for (number, subscription) in subscriptions.sorted(by: { $0.key < $1.key })
    where matches(subscription.match, signal, sender) && subscriptions[number] != nil {
      try subscription.body(signal)
    }
  }

  private func matches(_ match: Match, _ signal: Signal, _ sender: String) -> Bool {
    if let wanted = match.sender, sender != owners[wanted] ?? wanted { return false }
    return (match.path ?? signal.path) == signal.path
      && (match.interface ?? signal.interface) == signal.interface
      && (match.member ?? signal.member) == signal.member
      && (match.firstArgument == nil || match.firstArgument == signal.values.first?.string)
  }
}
