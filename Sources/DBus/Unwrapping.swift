extension Value {
  /// The value as a Swift type: what a peer sends is checked, never trusted.
  public var string: String? {
    switch self {
    case .string(let text), .objectPath(let text), .signature(let text): text
    case .variant(let value): value.string
    default: nil
    }
  }

  public var boolean: Bool? {
    switch self {
    case .boolean(let flag): flag
    case .variant(let value): value.boolean
    default: nil
    }
  }

  /// Any of the whole numbers, where it fits.
  public var integer: Int? {
    switch self {
    case .byte(let number): Int(number)
    case .int16(let number): Int(number)
    case .uint16(let number): Int(number)
    case .int32(let number): Int(number)
    case .uint32(let number): Int(number)
    case .int64(let number): Int(number)
    case .uint64(let number): Int(exactly: number)
    case .variant(let value): value.integer
    default: nil
    }
  }

  public var double: Double? {
    switch self {
    case .double(let number): number
    case .variant(let value): value.double
    default: nil
    }
  }

  public var descriptor: Descriptor? {
    switch self {
    case .descriptor(let descriptor): descriptor
    case .variant(let value): value.descriptor
    default: nil
    }
  }

  /// The elements of an array, or the fields of a structure.
  public var elements: [Value]? {
    switch self {
    case .array(let elements, _): elements
    case .structure(let fields): fields
    case .variant(let value): value.elements
    default: nil
    }
  }

  /// A dictionary whose keys are strings or paths; variants in it are unwrapped.
  public var dictionary: [String: Value]? {
    guard let elements, case .array(_, let element) = unwrapped, element.hasPrefix("{") else {
      return nil
    }
    var result: [String: Value] = [:]
    for case .dictEntry(let key, let value) in elements {
      guard let key = key.string else { return nil }
      result[key] = value.unwrapped
    }
    return result
  }

  /// The content of a variant, or the value itself.
  public var unwrapped: Value {
    if case .variant(let value) = self { value.unwrapped } else { self }
  }
}
