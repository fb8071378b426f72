import Glibc

/// One descriptor to wait for, and the result: poll(2).
public struct PollEntry: Sendable {
  public let descriptor: CInt
  public let wanted: Readiness
  public fileprivate(set) var ready: Readiness = []

  public init(_ descriptor: CInt, _ wanted: Readiness = .reading) {
    self.descriptor = descriptor
    self.wanted = wanted
  }
}

/// Waits until `descriptor` is readable, or until nobody reads from `output` any more, but no longer
/// than to `deadline`.
///
/// - Returns: whether somebody still reads from `output`.
public func wait(
  for descriptor: CInt, orReaderGone output: CInt, until deadline: Deadline? = nil
) throws(Errno) -> Bool {
  var entries = [PollEntry(descriptor), PollEntry(output, [])]
  try wait(forAny: &entries, until: deadline)
  return entries[1].ready.isDisjoint(with: [.hangUp, .failure])
}

/// Waits until one of `entries` is ready, and says in each what it is ready for: poll(2).
///
/// - Returns: whether one was ready before the deadline.
@discardableResult
public func wait(
  forAny entries: inout [PollEntry], until deadline: Deadline?
) throws(Errno) -> Bool {
  var list = entries.map { pollfd(fd: $0.descriptor, events: $0.wanted.rawValue, revents: 0) }
  let count = try throwing { poll(&list, nfds_t(list.count), deadline?.milliseconds ?? -1) }
  for (place, entry) in list.enumerated() {
    entries[place].ready = Readiness(rawValue: entry.revents)
  }
  return count > 0
}
