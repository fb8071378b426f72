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

/// The bytes of an environment variable, nil if it is not set.
public func environmentBytes(_ name: String) -> [UInt8]? {
  variable(name).map {
    Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))
  }
}

/// Wraps getenv(3) without the copy that passing a String to it would make.
private func variable(_ name: String) -> UnsafeMutablePointer<CChar>? {
  name.withCString { getenv($0) }
}
