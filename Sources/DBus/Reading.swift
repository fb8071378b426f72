import CDBus
import System

extension Message {
  /// The arguments.
  ///
  /// - Throws: ``ErrorName/invalidSignature`` for a type that is not known, and for values nested
  ///   deeper than 64, which the specification forbids; ``ErrorName/limitsExceeded`` for more of
  ///   them than any answer has.
  @export(interface) public borrowing func values() throws(DBusError) -> [Value] {
    var iterator = DBusMessageIter()
    guard dbus_message_iter_init(handle, &iterator) != 0 else { return [] }
    var room = mostValues
    return try read(&iterator, depth: 0, &room)
  }

  /// The arguments, when their types are those of `signature`.
  ///
  /// - Throws: ``ErrorName/invalidSignature`` when a peer sent others.
  @export(interface)
  public borrowing func values(_ signature: String) throws(DBusError) -> [Value] {
    guard self.signature == signature else {
      throw DBusError(
        .invalidSignature,
        "\(member ?? "a reply") has the types \"\(self.signature)\", not \"\(signature)\"")
    }
    return try values()
  }
}

/// How many values are read of one message: each takes many times its place in the message, which may
/// have millions of bytes.
private let mostValues = 1 << 18

/// All values from here to the end of the container.
///
/// - Parameter room: how many more are read.
private func read(
  _ iterator: inout DBusMessageIter, depth: Int, _ room: inout Int
) throws(DBusError) -> [Value] {
  guard depth < 64 else { throw DBusError(.invalidSignature, "values are nested too deep") }
  var values: [Value] = []
  while dbus_message_iter_get_arg_type(&iterator) != TypeCode.invalid {
    room -= 1
    guard room >= 0 else { throw DBusError(.limitsExceeded, "there are too many values") }
    values.append(try readOne(&iterator, depth: depth, &room))
    dbus_message_iter_next(&iterator)
  }
  return values
}

private func readOne(
  _ iterator: inout DBusMessageIter, depth: Int, _ room: inout Int
) throws(DBusError) -> Value {
  switch dbus_message_iter_get_arg_type(&iterator) {
  case TypeCode.byte: return .byte(basic(&iterator, UInt8(0)))
  case TypeCode.boolean: return .boolean(basic(&iterator, dbus_bool_t(0)) != 0)
  case TypeCode.int16: return .int16(basic(&iterator, Int16(0)))
  case TypeCode.uint16: return .uint16(basic(&iterator, UInt16(0)))
  case TypeCode.int32: return .int32(basic(&iterator, Int32(0)))
  case TypeCode.uint32: return .uint32(basic(&iterator, UInt32(0)))
  case TypeCode.int64: return .int64(basic(&iterator, Int64(0)))
  case TypeCode.uint64: return .uint64(basic(&iterator, UInt64(0)))
  case TypeCode.double: return .double(basic(&iterator, 0.0))
  case TypeCode.string: return .string(text(&iterator))
  case TypeCode.objectPath: return .objectPath(text(&iterator))
  case TypeCode.signature: return .signature(text(&iterator))
  case TypeCode.descriptor:
    // libdbus gives a duplicate, close-on-exec, that is ours to close.
    let descriptor = basic(&iterator, CInt(-1))
    guard descriptor >= 0 else { throw DBusError(.failed, "no descriptor came with the message") }
    return .descriptor(Descriptor(FileDescriptor(owning: descriptor)))
  case TypeCode.variant:
    guard let value = try contents(&iterator, depth, &room).first else { break }
    return .variant(value)
  case TypeCode.array:
    let element = elementSignature(&iterator)
    return .array(try contents(&iterator, depth, &room), of: element)
  case TypeCode.structure: return .structure(try contents(&iterator, depth, &room))
  case TypeCode.dictEntry:
    let pair = try contents(&iterator, depth, &room)
    guard pair.count == 2 else { break }
    return .dictEntry(pair[0], pair[1])
  default: break
  }
  throw DBusError(.invalidSignature, "a value is of no known type")
}

private func contents(
  _ iterator: inout DBusMessageIter, _ depth: Int, _ room: inout Int
) throws(DBusError) -> [Value] {
  var inner = DBusMessageIter()
  dbus_message_iter_recurse(&iterator, &inner)
  return try read(&inner, depth: depth + 1, &room)
}

private func basic<Number: BitwiseCopyable>(_ iterator: inout DBusMessageIter, _ initial: Number)
  -> Number
{
  var number = initial
  dbus_message_iter_get_basic(&iterator, &number)
  return number
}

private func text(_ iterator: inout DBusMessageIter) -> String {
  var text: UnsafePointer<CChar>?
  dbus_message_iter_get_basic(&iterator, &text)
  return text.map { String(cString: $0) } ?? ""
}

private func elementSignature(_ iterator: inout DBusMessageIter) -> String {
  guard let text = dbus_message_iter_get_signature(&iterator) else { return "" }
  defer { dbus_free(text) }
  return String(String(cString: text).dropFirst())
}
