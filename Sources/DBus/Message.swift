import CDBus

/// A message: a method call, a reply, an error or a signal.
public struct Message: ~Copyable {
  let handle: OpaquePointer

  init(owning handle: OpaquePointer) { self.handle = handle }

  deinit { dbus_message_unref(handle) }

  /// The kind of a message.
  public enum Kind: Sendable { case call, reply, error, signal, other }

  /// A call of `method`.
  ///
  /// - Throws: ``ErrorName/invalidArguments`` for a name, a path or an argument that can't be.
  @export(interface) public init(
    to destination: String, path: String, interface: String, method: String,
    arguments: [Value] = []
  ) throws(DBusError) {
    try Self.check(busName: destination)
    try Self.check(path: path, interface: interface, member: method)
    guard let handle = dbus_message_new_method_call(destination, path, interface, method) else {
      throw DBusError(.failed, "libdbus is out of memory")
    }
    self = try Self.filled(handle, arguments)
  }

  /// A signal of the object at `path`.
  @export(interface) public init(
    signal: String, path: String, interface: String, arguments: [Value] = []
  ) throws(DBusError) {
    try Self.check(path: path, interface: interface, member: signal)
    guard let handle = dbus_message_new_signal(path, interface, signal) else {
      throw DBusError(.failed, "libdbus is out of memory")
    }
    self = try Self.filled(handle, arguments)
  }

  /// The reply to `call`.
  init(to call: borrowing Message, values: [Value]) throws(DBusError) {
    guard let handle = dbus_message_new_method_return(call.handle) else {
      throw DBusError(.failed, "libdbus is out of memory")
    }
    self = try Self.filled(handle, values)
  }

  /// The error that answers `call`.
  init(to call: borrowing Message, error: DBusError) throws(DBusError) {
    let name = error.name.rawValue
    let isName = !name.utf8.contains(0) && dbus_validate_error_name(name, nil) != 0
    let text = String(error.message.unicodeScalars.filter { $0 != "\0" })
    guard
      let handle = dbus_message_new_error(
        call.handle, isName ? name : ErrorName.failed.rawValue, text)
    else { throw DBusError(.failed, "libdbus is out of memory") }
    self.init(owning: handle)
  }

  public var kind: Kind {
    switch dbus_message_get_type(handle) {
    case DBUS_MESSAGE_TYPE_METHOD_CALL: .call
    case DBUS_MESSAGE_TYPE_METHOD_RETURN: .reply
    case DBUS_MESSAGE_TYPE_ERROR: .error
    case DBUS_MESSAGE_TYPE_SIGNAL: .signal
    default: .other
    }
  }

  /// The unique name of who sent it, such as `:1.7`.
  public var sender: String? { dbus_message_get_sender(handle).map { String(cString: $0) } }
  public var path: String? { dbus_message_get_path(handle).map { String(cString: $0) } }
  public var interface: String? { dbus_message_get_interface(handle).map { String(cString: $0) } }
  public var member: String? { dbus_message_get_member(handle).map { String(cString: $0) } }

  /// The types of the arguments.
  public var signature: String { String(cString: dbus_message_get_signature(handle)) }

  /// Whether the caller waits for a reply.
  var wantsReply: Bool { dbus_message_get_no_reply(handle) == 0 }

  /// Lets a service ask the user for a password before it answers.
  ///
  /// polkit asks through an agent: to be allowed only where a person waits for the answer.
  public borrowing func allowInteraction() {
    dbus_message_set_allow_interactive_authorization(handle, 1)
  }

  /// Has the bus start no program for it where nobody has the name.
  public borrowing func startNothing() { dbus_message_set_auto_start(handle, 0) }

  private static func filled(
    _ handle: OpaquePointer, _ values: [Value]
  ) throws(DBusError) -> Message {
    let message = Message(owning: handle)
    try message.append(values)
    return message
  }

  private static func check(busName: String) throws(DBusError) {
    guard !busName.utf8.contains(0), dbus_validate_bus_name(busName, nil) != 0 else {
      throw DBusError(.invalidArguments, "\"\(busName)\" is no name of a bus")
    }
  }

  private static func check(path: String, interface: String, member: String) throws(DBusError) {
    guard !path.utf8.contains(0), dbus_validate_path(path, nil) != 0 else {
      throw DBusError(.invalidArguments, "\"\(path)\" is no object path")
    }
    guard !interface.utf8.contains(0), dbus_validate_interface(interface, nil) != 0 else {
      throw DBusError(.invalidArguments, "\"\(interface)\" is no interface's name")
    }
    guard !member.utf8.contains(0), dbus_validate_member(member, nil) != 0 else {
      throw DBusError(.invalidArguments, "\"\(member)\" is no member's name")
    }
  }
}
