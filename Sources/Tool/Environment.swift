import Glibc
import System

/// The value of an environment variable, or nothing where it is not set.
///
/// An empty value is a value; most specifications treat it as unset: see ``set(_:)``. As most are
/// paths, a byte that is no UTF-8 is kept as one of a path is.
public func environment(_ name: String) -> String? {
  variable(name).map { String(path: $0) }
}

/// The value of an environment variable that is set and not empty.
public func set(_ name: String) -> String? {
  environment(name).flatMap { $0.isEmpty ? nil : $0 }
}

/// The bytes of an environment variable, which need not be UTF-8; nothing where it is not set.
public func environmentBytes(_ name: String) -> [UInt8]? {
  variable(name).map {
    Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))
  }
}

/// The value as C has it. A text that is handed to C as it is, without this, is copied first.
private func variable(_ name: String) -> UnsafeMutablePointer<CChar>? {
  name.withCString { getenv($0) }
}
