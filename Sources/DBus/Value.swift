public import System

/// A value of D-Bus's type system: D-Bus Specification, "Type System".
public indirect enum Value: Hashable, Sendable {
  case byte(UInt8)
  case boolean(Bool)
  case int16(Int16)
  case uint16(UInt16)
  case int32(Int32)
  case uint32(UInt32)
  case int64(Int64)
  case uint64(UInt64)
  case double(Double)
  case string(String)
  case objectPath(String)
  case signature(String)
  case descriptor(Descriptor)
  case variant(Value)
  /// All of the type whose signature is `of`, which an empty array has, too.
  case array([Value], of: String)
  case structure([Value])
  /// Only in an array, whose signature is then `{…}`.
  case dictEntry(Value, Value)

  /// A dictionary from strings to variants, `a{sv}`.
  @export(interface) public static func dictionary(_ values: [String: Value]) -> Value {
    .array(
      values.sorted { $0.key < $1.key }.map { .dictEntry(.string($0.key), .variant($0.value)) },
      of: "{sv}")
  }

  /// The type's signature, such as `a{sv}`.
  public var signature: String {
    switch self {
    case .byte: "y"
    case .boolean: "b"
    case .int16: "n"
    case .uint16: "q"
    case .int32: "i"
    case .uint32: "u"
    case .int64: "x"
    case .uint64: "t"
    case .double: "d"
    case .string: "s"
    case .objectPath: "o"
    case .signature: "g"
    case .descriptor: "h"
    case .variant: "v"
    case .array(_, let element): "a" + element
    case .structure(let fields): "(" + fields.map { $0.signature }.joined() + ")"
    case .dictEntry(let key, let value): "{" + key.signature + value.signature + "}"
    }
  }
}

/// A file descriptor that came with a message, or goes with one; closed with the last value that
/// holds it.
public final class Descriptor: Hashable, Sendable {
  public let file: FileDescriptor

  public init(_ file: consuming FileDescriptor) { self.file = file }

  /// The same only when it is the same object.
  public static func == (left: Descriptor, right: Descriptor) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
