import CDBus
import System

extension Message {
  /// Adds arguments after those that are there.
  ///
  /// - Throws: ``ErrorName/invalidArguments`` for what libdbus would not take: text with a NUL in
  ///   it, what is no path or signature, elements that are not of their array's type.
  borrowing func append(_ values: [Value]) throws(DBusError) {
    for value in values { try check(value) }
    var iterator = DBusMessageIter()
    dbus_message_iter_init_append(handle, &iterator)
    for value in values { try write(value, &iterator) }
  }
}

private func check(_ value: Value, depth: Int = 0) throws(DBusError) {
  guard depth < 32 else { throw DBusError(.invalidArguments, "values are nested too deep") }
  switch value {
  case .string(let text):
    guard !text.utf8.contains(0) else {
      throw DBusError(.invalidArguments, "a string has a NUL character in it")
    }
  case .objectPath(let path):
    guard !path.utf8.contains(0), dbus_validate_path(path, nil) != 0 else {
      throw DBusError(.invalidArguments, "\"\(path)\" is no object path")
    }
  case .signature(let signature):
    guard !signature.utf8.contains(0), dbus_signature_validate(signature, nil) != 0 else {
      throw DBusError(.invalidArguments, "\"\(signature)\" is no signature")
    }
  case .variant(let inner): try check(inner, depth: depth + 1)
  case .array(let elements, let element):
    guard dbus_signature_validate("a" + element, nil) != 0,
      elements.allSatisfy({ $0.signature == element })
    else { throw DBusError(.invalidArguments, "an array's elements are not of its type") }
    for value in elements { try check(value, depth: depth + 1) }
  case .structure(let fields):
    guard !fields.isEmpty else { throw DBusError(.invalidArguments, "a structure is empty") }
    for field in fields { try check(field, depth: depth + 1) }
  case .dictEntry(let key, let value):
    try check(key, depth: depth + 1)
    try check(value, depth: depth + 1)
  default: break
  }
}

private func write(_ value: Value, _ iterator: inout DBusMessageIter) throws(DBusError) {
  let done: Bool =
    switch value {
    case .byte(let number): basic(&iterator, TypeCode.byte, number)
    case .boolean(let flag): basic(&iterator, TypeCode.boolean, dbus_bool_t(flag ? 1 : 0))
    case .int16(let number): basic(&iterator, TypeCode.int16, number)
    case .uint16(let number): basic(&iterator, TypeCode.uint16, number)
    case .int32(let number): basic(&iterator, TypeCode.int32, number)
    case .uint32(let number): basic(&iterator, TypeCode.uint32, number)
    case .int64(let number): basic(&iterator, TypeCode.int64, number)
    case .uint64(let number): basic(&iterator, TypeCode.uint64, number)
    case .double(let number): basic(&iterator, TypeCode.double, number)
    case .string(let text): string(&iterator, TypeCode.string, text)
    case .objectPath(let text): string(&iterator, TypeCode.objectPath, text)
    case .signature(let text): string(&iterator, TypeCode.signature, text)
    case .descriptor(let descriptor):
      basic(&iterator, TypeCode.descriptor, descriptor.file.rawValue)
    case .variant(let inner):
      try container(&iterator, TypeCode.variant, inner.signature, [inner])
    case .array(let elements, let element):
      try container(&iterator, TypeCode.array, element, elements)
    case .structure(let fields): try container(&iterator, TypeCode.structure, nil, fields)
    case .dictEntry(let key, let value):
      try container(&iterator, TypeCode.dictEntry, nil, [key, value])
    }
  guard done else { throw DBusError(.failed, "libdbus is out of memory or descriptors") }
}

private func basic<Number: BitwiseCopyable>(
  _ iterator: inout DBusMessageIter, _ type: CInt, _ number: Number
) -> Bool {
  withUnsafePointer(to: number) { dbus_message_iter_append_basic(&iterator, type, $0) != 0 }
}

private func string(_ iterator: inout DBusMessageIter, _ type: CInt, _ text: String) -> Bool {
  text.withCString { text in
    var text: UnsafePointer<CChar>? = text
    return dbus_message_iter_append_basic(&iterator, type, &text) != 0
  }
}

private func container(
  _ iterator: inout DBusMessageIter, _ type: CInt, _ signature: String?, _ values: [Value]
) throws(DBusError) -> Bool {
  var inner = DBusMessageIter()
  guard dbus_message_iter_open_container(&iterator, type, signature, &inner) != 0 else {
    return false
  }
  do throws(DBusError) {
    for value in values { try write(value, &inner) }
  } catch {
    dbus_message_iter_abandon_container(&iterator, &inner)
    throw error
  }
  return dbus_message_iter_close_container(&iterator, &inner) != 0
}
