import Glibc

/// The value of an environment variable, or nothing where it is not set.
///
/// An empty value is a value; most specifications treat it as unset: see ``set(_:)``.
public func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The value of an environment variable that is set and not empty.
public func set(_ name: String) -> String? {
  environment(name).flatMap { $0.isEmpty ? nil : $0 }
}
