import CDBus
import System

/// A private connection to a message bus, closed when it is released.
///
/// It belongs to one thread. A lost bus is thrown as ``ErrorName/disconnected``; it never ends the
/// process.
public final class Connection {
  let handle: OpaquePointer
  /// The connection's unique name, such as `:1.7`.
  public private(set) var uniqueName = ""

  var subscribers: [UInt64: Subscriber] = [:]
  var lastSubscription: UInt64 = 0
  /// The unique names of the well-known senders that subscriptions listen to.
  var owners: [String: String] = [:]
  var objects: [String: [Interface]] = [:]
  /// Messages received while a call waited for its reply.
  var inbox: [OpaquePointer] = []
  #if !hasFeature(Embedded)
    weak var loop: Loop?
  #endif
  var isDraining = false

  /// How long a call waits unless its caller says otherwise.
  public static let defaultTimeout = Duration.seconds(10)

  /// Connects to `bus` and says hello to it.
  ///
  /// - Parameter first: begins calls that go out together with the hello, and so cost no trip to
  ///   the bus of their own.
  /// - Throws: a ``DBusError`` if no bus listens there, or it does not answer in time.
  public init(
    _ bus: Bus, within limit: Duration = defaultTimeout,
    first: (Connection) throws(DBusError) -> Void = { _ in }
  ) throws(DBusError) {
    guard !bus.address.utf8.contains(0) else {
      throw DBusError(.invalidArguments, "the address of the bus has a NUL character in it")
    }
    handle = try throwing { error in dbus_connection_open_private(bus.address, error) }
    dbus_connection_set_exit_on_disconnect(handle, 0)
    // dbus_bus_register would wait as long as it likes.
    let hello = try begin(
      Message(to: Self.bus, path: Self.busPath, interface: Self.bus, method: "Hello"))
    try first(self)
    let name = try reply(to: hello, within: limit).values("s").first?.string ?? ""
    guard dbus_bus_set_unique_name(handle, name) != 0 else {
      throw DBusError(.failed, "libdbus is out of memory")
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
  /// - Throws: the error that came as the reply, or ``ErrorName/noReply`` at the deadline.
  public func call(
    _ message: borrowing Message, within limit: Duration = defaultTimeout
  ) throws(DBusError) -> Message {
    try reply(to: begin(message), within: limit)
  }

  /// A call that was begun, and whose reply nobody has taken yet.
  public struct Pending: Sendable {
    let serial: UInt32
  }

  /// Sends a method call, and waits for nothing.
  @export(interface) public func begin(_ message: borrowing Message) throws(DBusError) -> Pending {
    var serial: dbus_uint32_t = 0
    guard dbus_connection_send(handle, message.handle, &serial) != 0 else {
      throw DBusError(.failed, "libdbus is out of memory")
    }
    return Pending(serial: serial)
  }

  /// Waits for the reply to a call.
  ///
  /// - Throws: the error that came as the reply, or ``ErrorName/noReply`` at the deadline.
  @export(interface) public func reply(
    to call: Pending, within limit: Duration = defaultTimeout
  ) throws(DBusError) -> Message {
    let deadline = Deadline.after(limit)
    defer { scheduleDrain() }
    // Not dbus_connection_send_with_reply_and_block: its deadline does not hold while the bus
    // has yet to let the connection in.
    while true {
      receive()
      if let reply = takeReply(to: call.serial) { return try Self.checked(reply) }
      guard isConnected else { throw Self.lost }
      guard !deadline.hasPassed else {
        throw DBusError(.noReply, "no reply came in time")
      }
      dbus_connection_read_write(handle, deadline.milliseconds)
    }
  }

  /// Sends a message without a reply, and waits until it is written.
  @export(interface) public func send(
    _ message: borrowing Message, within limit: Duration = defaultTimeout
  ) throws(DBusError) {
    guard dbus_connection_send(handle, message.handle, nil) != 0 else {
      throw DBusError(.failed, "libdbus is out of memory")
    }
    let deadline = Deadline.after(limit)
    defer { scheduleDrain() }
    while dbus_connection_has_messages_to_send(handle) != 0 {
      dbus_connection_read_write(handle, deadline.milliseconds)
      receive()
      guard isConnected else { throw Self.lost }
      guard !deadline.hasPassed else {
        throw DBusError(.noReply, "the bus takes no messages")
      }
    }
  }

  static let lost = DBusError(.disconnected, "the connection to the bus is lost")

  public var isConnected: Bool { dbus_connection_get_is_connected(handle) != 0 }
}
