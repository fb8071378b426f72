import CDBus
public import System

extension Connection {
  #if !hasFeature(Embedded)
    /// Answers calls and delivers signals in `loop` as they come.
    ///
    /// Losing the bus ends the loop's run with ``ErrorName/disconnected``.
    ///
    /// - Returns: the registration, to be cancelled before the connection goes.
    @discardableResult
    public func attach(to loop: Loop) throws(DBusError) -> Loop.Registration {
      var descriptor: CInt = -1
      guard dbus_connection_get_unix_fd(handle, &descriptor) != 0 else { throw Self.lost }
      self.loop = loop
      let registration = loop.watch(descriptor) { [unowned self] _ in try process() }
      scheduleDrain()
      return registration
    }
  #endif

  /// The socket of the connection, to be waited for; ``process()`` reads from it.
  public var fileDescriptor: CInt? {
    var descriptor: CInt = -1
    return dbus_connection_get_unix_fd(handle, &descriptor) != 0 ? descriptor : nil
  }

  /// Reads what has come, without waiting, and handles all of it.
  @export(interface) public func process() throws(DBusError) {
    let connected = dbus_connection_read_write(handle, 0) != 0
    try drain()
    guard connected else { throw Self.lost }
  }

  /// Waits for messages until `deadline` or until `condition` holds, and handles each.
  ///
  /// - Returns: whether the condition held in time.
  @export(interface) public func wait(
    until deadline: Deadline, for condition: () -> Bool
  ) throws(DBusError) -> Bool {
    try drain()
    while !condition() {
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

  /// The reply to the call with that serial number, if it has come.
  func takeReply(to serial: UInt32) -> Message? {
    guard
      let index = inbox.firstIndex(where: { dbus_message_get_reply_serial($0) == serial })
    else { return nil }
    return Message(owning: inbox.remove(at: index))
  }

  /// The reply, unless it is an error.
  static func checked(_ reply: consuming Message) throws(DBusError) -> Message {
    guard reply.kind == .error else { return reply }
    let message = reply.handle
    _ = try throwing { error in
      dbus_set_error_from_message(error, message) != 0 ? nil : Optional<Void>.none
    }
    return reply
  }

  /// Handles the messages that a call left in the inbox while it waited for its reply: the
  /// descriptor will not become ready for them again.
  func scheduleDrain() {
    #if !hasFeature(Embedded)
      guard let loop, !isDraining, !inbox.isEmpty else { return }
      _ = try? loop.after(.zero) { [weak self] in try self?.drain() }
    #endif
  }

  private func drain() throws(DBusError) {
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
