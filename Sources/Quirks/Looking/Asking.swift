import System

/// What a program prints on standard output, or nothing where it can't be started or does not end
/// in time.
///
/// It runs in a session of its own, so that it can't touch the terminal; on a deadline it is
/// killed.
public func output(
  of words: [String], environment: [String]? = nil, within limit: Duration
) -> String? {
  guard let pipe = try? Pipe() else { return nil }
  let ends = pipe.split()
  let reading = FileDescriptor(owning: ends.reading)
  let child: Child
  do {
    // This end has to be closed here, or the other would never see the end.
    let writing = FileDescriptor(owning: ends.writing)
    child = try Child(
      words, environment: environment, input: .none, output: .descriptor(writing.rawValue),
      error: .none, ownSession: true)
  } catch {
    return nil
  }
  let deadline = Deadline.after(limit)
  var bytes: [UInt8] = []
  while bytes.count < 1 << 20,
    let ready = try? wait(for: reading.rawValue, until: deadline), !ready.isEmpty,
    let more = try? reading.read(atMost: 4096), !more.isEmpty
  {
    bytes += more
  }
  if (try? child.wait(until: deadline)) == nil {
    try? child.send(.kill)
    _ = try? child.wait(until: .after(.seconds(1)))
    return nil
  }
  return String(decoding: bytes, as: UTF8.self)
}
