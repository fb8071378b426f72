import Glibc
import System

/// The value of an environment variable, nil if it is not set.
///
/// Bytes that are not UTF-8 are kept as in a path. Most specifications treat an empty value as
/// unset: see ``nonEmptyEnvironment(_:)``.
public func environment(_ name: String) -> String? {
  variable(name).map { String(path: $0) }
}

/// The value of an environment variable, nil if it is not set or empty.
public func nonEmptyEnvironment(_ name: String) -> String? {
  environment(name).flatMap { $0.isEmpty ? nil : $0 }
}

/// Sets an environment variable, for this process and what it starts: setenv(3).
public func setEnvironment(_ name: String, to value: String) {
  _ = value.withPointer { setenv(name, $0, 1) }
}

/// The bytes of an environment variable, nil if it is not set.
public func environmentBytes(_ name: String) -> [UInt8]? {
  variable(name).map {
    Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))
  }
}

/// The variables of the environment whose names begin with a text.
///
/// Of the many that a program may be told by, few are set: to look for each among all would take
/// longer than to collect these once.
public struct EnvironmentVariables {
  /// Each as the environment has it, `NAME=VALUE`.
  private var entries: [UnsafeMutablePointer<CChar>] = []

  @export(interface) public init(beginningWith start: StaticString) {
    var next = environ
    let (text, count) = Self.bytes(start)
    while let entry = next.pointee {
      if strncmp(entry, text, count) == 0 { entries.append(entry) }
      next += 1
    }
  }

  public var isEmpty: Bool { entries.isEmpty }

  private static func bytes(_ text: StaticString) -> (UnsafePointer<CChar>, Int) {
    (UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self), text.utf8CodeUnitCount)
  }

  /// Returns where the value of a variable begins.
  private func value(_ name: StaticString) -> UnsafeMutablePointer<CChar>? {
    let (text, count) = Self.bytes(name)
    for entry in entries where strncmp(entry, text, count) == 0 {
      if entry[count] == CChar(UInt8(ascii: "=")) { return entry + count + 1 }
    }
    return nil
  }

  /// The value of a variable, nil if it is not set; bytes that are not UTF-8 are kept as in a path.
  public func text(_ name: StaticString) -> String? { value(name).map { String(path: $0) } }

  /// The value of a variable, nil if it is not set or empty.
  public func nonEmpty(_ name: StaticString) -> String? {
    value(name).flatMap { $0.pointee == 0 ? nil : String(path: $0) }
  }

  /// Returns whether a variable is set, and not empty.
  public func has(_ name: StaticString) -> Bool { value(name).map { $0.pointee != 0 } ?? false }

  /// The bytes of a variable, nil if it is not set.
  public func bytes(_ name: StaticString) -> [UInt8]? {
    value(name).map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
  }
}

/// Wraps getenv(3) without the copy that passing a String to it would make.
private func variable(_ name: String) -> UnsafeMutablePointer<CChar>? {
  name.withCString { getenv($0) }
}
