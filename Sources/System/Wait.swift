import Glibc

/// The events of poll(2).
public struct Readiness: OptionSet, Sendable {
  public let rawValue: Int16
  public init(rawValue: Int16) { self.rawValue = rawValue }

  public static let reading = Readiness(rawValue: Int16(POLLIN))
  public static let writing = Readiness(rawValue: Int16(POLLOUT))
  /// Out of the ordinary: `POLLPRI`.
  public static let urgent = Readiness(rawValue: Int16(POLLPRI))
  /// The other end was closed. Always reported.
  public static let hangUp = Readiness(rawValue: Int16(POLLHUP))
  /// Always reported.
  public static let failure = Readiness(rawValue: Int16(POLLERR | POLLNVAL))
}

/// Waits until `descriptor` is ready for one of `wanted`: poll(2).
///
/// - Returns: the events that are ready; empty if the deadline passed first.
@discardableResult
public func wait(
  for descriptor: CInt, _ wanted: Readiness = .reading, until deadline: Deadline?
) throws(Errno) -> Readiness {
  var entry = pollfd(fd: descriptor, events: wanted.rawValue, revents: 0)
  _ = try throwing { poll(&entry, 1, deadline?.milliseconds ?? -1) }
  return Readiness(rawValue: entry.revents)
}
