import CDBus
public import System

extension Connection {
  /// Answers calls and hands signals on as they come, in `loop`.
  ///
  /// Losing the bus ends the loop's run with ``ErrorName/disconnected``.
  ///
  /// - Returns: the registration, to be cancelled before the connection goes.
  @discardableResult
  public func attach(to loop: Loop) throws(Failure) -> Loop.Registration {
    var descriptor: CInt = -1
    guard dbus_connection_get_unix_fd(handle, &descriptor) != 0 else { throw Self.lost }
    self.loop = loop
    let registration = loop.watch(descriptor) { [unowned self] _ in try process() }
    scheduleDrain()
    return registration
  }

  /// Reads what has come, without waiting, and deals with all of it.
  public func process() throws {
    let connected = dbus_connection_read_write(handle, 0) != 0
    try drain()
    guard connected else { throw Self.lost }
  }

  /// Waits for messages until `deadline`, or until `condition` holds, dealing with each.
  ///
  /// - Returns: whether the condition held in time.
  public func wait(until deadline: Deadline, for condition: () throws -> Bool) throws -> Bool {
    try drain()
    while try !condition() {
      guard !deadline.hasPassed else { return false }
      let connected = dbus_connection_read_write(handle, deadline.milliseconds) != 0
      try drain()
      guard connected else { throw Self.lost }
    }
    return true
  }

  /// Moves what has come from the wire to the inbox.
  func receive() {
    // libdbus takes a message off the wire when the status is asked for.
    while dbus_connection_get_dispatch_status(handle) == DBUS_DISPATCH_DATA_REMAINS {
      if let message = dbus_connection_pop_message(handle) { inbox.append(message) }
    }
  }

  /// The reply to the call of that number, when it has come.
  func takeReply(to serial: UInt32) -> Message? {
    guard
      let index = inbox.firstIndex(where: { dbus_message_get_reply_serial($0) == serial })
    else { return nil }
    return Message(owning: inbox.remove(at: index))
  }

  /// The reply, unless it is an error.
  static func checked(_ reply: consuming Message) throws(Failure) -> Message {
    guard reply.kind == .error else { return reply }
    let message = reply.handle
    _ = try throwing { error in
      dbus_set_error_from_message(error, message) != 0 ? nil : Optional<Void>.none
    }
    return reply
  }

  /// A call that waited for its reply may have left other messages in the inbox, for which the
  /// descriptor will not become ready again.
  func scheduleDrain() {
    guard let loop, !isDraining, !inbox.isEmpty else { return }
    _ = try? loop.after(.zero) { [weak self] in try self?.drain() }
  }

  private func drain() throws {
    guard !isDraining else { return }
    isDraining = true
    defer { isDraining = false }
    receive()
    while !inbox.isEmpty {
      let message = Message(owning: inbox.removeFirst())
      switch message.kind {
      case .signal: try deliver(message)
      case .call: try answer(message)
      default: break
      }
      receive()
    }
  }
}
