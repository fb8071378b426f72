import CDBus
import System

/// A connection of its own to a message bus, closed when it goes.
///
/// It belongs to one thread. Losing the bus is an error that is thrown, ``ErrorName/disconnected``,
/// and never ends the process.
public final class Connection {
  let handle: OpaquePointer
  /// The name that the bus gave this connection, such as `:1.7`.
  public private(set) var uniqueName = ""

  var subscriptions: [UInt64: Subscription] = [:]
  var lastSubscription: UInt64 = 0
  /// The unique name behind each well-known one that a subscription listens to.
  var owners: [String: String] = [:]
  var objects: [String: [Interface]] = [:]
  /// Messages that came while a call waited for its reply.
  var inbox: [OpaquePointer] = []
  weak var loop: Loop?
  var isDraining = false

  /// How long a call waits when its caller says nothing.
  public static let patience = Duration.seconds(10)

  /// Connects to `bus` and says hello to it.
  ///
  /// - Throws: a ``Failure`` when nobody listens there, or does not answer in time.
  public init(_ bus: Bus, within limit: Duration = patience) throws(Failure) {
    guard !bus.address.utf8.contains(0) else {
      throw Failure(.invalidArguments, "the address of the bus has a NUL character in it")
    }
    handle = try throwing { error in dbus_connection_open_private(bus.address, error) }
    dbus_connection_set_exit_on_disconnect(handle, 0)
    // dbus_bus_register would wait as long as it likes.
    let name =
      try call(
        Message(to: Self.bus, path: Self.busPath, interface: Self.bus, method: "Hello"),
        within: limit
      ).values("s").first?.string ?? ""
    guard dbus_bus_set_unique_name(handle, name) != 0 else {
      throw Failure(.failed, "libdbus is out of memory")
    }
    uniqueName = name
  }

  deinit {
    for message in inbox { dbus_message_unref(message) }
    dbus_connection_close(handle)
    dbus_connection_unref(handle)
  }

  static let bus = "org.freedesktop.DBus"
  static let busPath = "/org/freedesktop/DBus"

  /// Sends a method call and waits for its reply.
  ///
  /// - Throws: the error that came for a reply, or ``ErrorName/noReply`` at the deadline.
  public func call(
    _ message: borrowing Message, within limit: Duration = patience
  ) throws(Failure) -> Message {
    let deadline = Deadline.after(limit)
    // Not dbus_connection_send_with_reply_and_block: its deadline does not hold while the bus
    // has yet to let the connection in.
    var serial: dbus_uint32_t = 0
    guard dbus_connection_send(handle, message.handle, &serial) != 0 else {
      throw Failure(.failed, "libdbus is out of memory")
    }
    defer { scheduleDrain() }
    while true {
      receive()
      if let reply = takeReply(to: serial) { return try Self.checked(reply) }
      guard isConnected else { throw Self.lost }
      guard !deadline.hasPassed else {
        throw Failure(.noReply, "no reply came in time")
      }
      dbus_connection_read_write(handle, deadline.milliseconds)
    }
  }

  /// Calls a method, and gives what it returns when that is of the types of `signature`.
  public func call(
    _ destination: String, _ path: String, _ interface: String, _ method: String,
    _ arguments: [Value] = [], returning signature: String, within limit: Duration = patience
  ) throws(Failure) -> [Value] {
    try call(
      Message(
        to: destination, path: path, interface: interface, method: method, arguments: arguments),
      within: limit
    ).values(signature)
  }

  /// Sends a message that has no reply, and waits until it is on its way.
  public func send(
    _ message: borrowing Message, within limit: Duration = patience
  ) throws(Failure) {
    guard dbus_connection_send(handle, message.handle, nil) != 0 else {
      throw Failure(.failed, "libdbus is out of memory")
    }
    let deadline = Deadline.after(limit)
    defer { scheduleDrain() }
    while dbus_connection_has_messages_to_send(handle) != 0 {
      dbus_connection_read_write(handle, deadline.milliseconds)
      receive()
      guard isConnected else { throw Self.lost }
      guard !deadline.hasPassed else {
        throw Failure(.noReply, "the bus takes no messages")
      }
    }
  }

  static let lost = Failure(.disconnected, "the connection to the bus is lost")

  public var isConnected: Bool { dbus_connection_get_is_connected(handle) != 0 }
}
