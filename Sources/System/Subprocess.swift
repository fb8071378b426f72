/// A program's output on one of its streams, and its exit status.
public struct Subprocess: Sendable {
  /// The stream of the program that is read; the others go nowhere.
  public enum Stream: Sendable { case output, errors }

  /// The last megabyte of what it wrote.
  public private(set) var bytes: [UInt8] = []
  /// How it ended; nil if it had not by the deadline, and was killed.
  public private(set) var status: ExitStatus?

  /// What it wrote, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The last line that it wrote, if it wrote any.
  public var lastLine: String? {
    bytes.split(separator: 0x0a).last.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs a program until it ends, in a session of its own away from the terminal, and kills it at
  /// a deadline.
  ///
  /// What the program leaves behind may keep the stream open; it is not waited for.
  ///
  /// - Parameters:
  ///   - words: the program, searched on `PATH` unless it contains a slash, and its arguments.
  ///   - environment: `NAME=value` entries; nil for this process's own.
  ///   - mark: what ends the output, if the program does not; it is killed then.
  /// - Throws: ``Errno/notFound`` if there is no such program.
  @export(interface) public static func run(
    _ words: [String], environment: [String]? = nil, reading stream: Stream = .output,
    until mark: [UInt8] = [], within limit: Duration
  ) throws(Errno) -> Subprocess {
    let deadline = Deadline.after(limit)
    let ends = try Pipe().split()
    let reading = FileDescriptor(owning: ends.reading)
    let child = try start(words, environment, stream, FileDescriptor(owning: ends.writing))
    var result = Subprocess()
    var isOpen = true
    while result.status == nil {
      var entries = [PollEntry(child.fileDescriptor)]
      if isOpen { entries.append(PollEntry(reading.rawValue)) }
      guard try wait(forAny: &entries, until: deadline) else {
        try child.send(.kill)
        _ = try child.wait(until: .after(.seconds(1)))
        return result
      }
      if !entries[0].ready.isEmpty {
        result.status = try child.wait(until: deadline)
      } else {
        isOpen = try result.read(reading)
        if !mark.isEmpty, result.bytes.suffix(mark.count) == mark[...] {
          try child.send(.kill)
          result.status = try child.wait(until: deadline)
          return result
        }
      }
    }
    // What it wrote last is still in the pipe, which holds a megabyte at most; what it left behind
    // may write more for ever.
    for _ in 0..<256 where isOpen {
      guard try !wait(for: reading.rawValue, until: .after(.zero)).isEmpty else { break }
      isOpen = try result.read(reading)
    }
    return result
  }

  /// Starts the program; this process's end for writing is closed then, or the end of what it
  /// writes would never be seen.
  private static func start(
    _ words: [String], _ environment: [String]?, _ stream: Stream,
    _ writing: consuming FileDescriptor
  ) throws(Errno) -> Child {
    let pipe = Child.Stream.descriptor(writing.rawValue)
    return try Child(
      words, environment: environment, input: .none, output: stream == .output ? pipe : .none,
      error: stream == .errors ? pipe : .none, ownSession: true)
  }

  /// Reads what is there.
  ///
  /// - Returns: false at the end of the stream.
  private mutating func read(_ stream: borrowing FileDescriptor) throws(Errno) -> Bool {
    let more = try stream.read(atMost: 4096)
    bytes += more
    if bytes.count > 1 << 20 { bytes.removeFirst(bytes.count - 1 << 20) }
    return !more.isEmpty
  }
}
