import System

/// A program that is run in a session of its own, away from the terminal, and killed at a deadline.
public enum Subprocess {
  /// What a program wrote, and how it ended.
  fileprivate struct Outcome {
    var text: [UInt8] = []
    var end: ExitStatus?
  }

  /// Runs a program and returns its standard output, whatever its exit code.
  ///
  /// - Parameter mark: what ends the output, if the program does not; it is killed then.
  /// - Returns: nil if it cannot be started or has not ended in time.
  public static func output(
    of words: [String], environment: [String]? = nil, until mark: String? = nil,
    within limit: Duration
  ) -> String? {
    guard
      let outcome = try? follow(
        words, environment, readsErrors: false, mark: mark.map { Array($0.utf8) },
        until: .after(limit)), outcome.end != nil
    else { return nil }
    return String(decoding: outcome.text, as: UTF8.self)
  }

  /// Runs a program to its end.
  ///
  /// - Throws: ``ChangeError`` with the last line that it wrote to standard error, if it fails or
  ///   has not ended within a minute.
  static func run(_ words: [String]) throws {
    let outcome: Outcome
    do throws(Errno) {
      outcome = try follow(words, nil, readsErrors: true, until: .after(.seconds(60)))
    } catch {
      throw ChangeError("\(words.first ?? ""): \(error)")
    }
    guard let end = outcome.end else { throw ChangeError("it did not end within a minute") }
    guard end != .exited(0) else { return }
    let line = String(decoding: outcome.text, as: UTF8.self).split(separator: "\n").last
    throw ChangeError(line.map(String.init) ?? "it ended with code \(end.code)")
  }

  /// Starts a program, and reads one of its streams until the program itself ends: what it leaves
  /// behind may keep the stream open.
  private static func follow(
    _ words: [String], _ environment: [String]?, readsErrors: Bool, mark: [UInt8]? = nil,
    until deadline: Deadline
  ) throws(Errno) -> Outcome {
    let ends = try Pipe().split()
    let reading = FileDescriptor(owning: ends.reading)
    let child = try start(words, environment, readsErrors, FileDescriptor(owning: ends.writing))
    var outcome = Outcome()
    var isOpen = true
    while outcome.end == nil {
      guard !deadline.hasPassed else {
        try child.send(.kill)
        _ = try child.wait(until: .after(.seconds(1)))
        return outcome
      }
      let slice = Duration.milliseconds(10)
      if isOpen, try !wait(for: reading.rawValue, until: .after(slice)).isEmpty {
        isOpen = try outcome.read(reading)
        if let mark, outcome.text.suffix(mark.count) == mark[...] {
          try child.send(.kill)
          outcome.end = try child.wait(until: deadline)
        }
      } else {
        outcome.end = try child.wait(until: .after(isOpen ? .zero : slice))
      }
    }
    // What it wrote last may still be in the pipe.
    while isOpen, try !wait(for: reading.rawValue, until: .after(.zero)).isEmpty {
      isOpen = try outcome.read(reading)
    }
    return outcome
  }

  /// Starts the program; this process's end for writing is closed then, or the end of what it
  /// writes would never be seen.
  private static func start(
    _ words: [String], _ environment: [String]?, _ readsErrors: Bool,
    _ writing: consuming FileDescriptor
  ) throws(Errno) -> Child {
    let stream = Child.Stream.descriptor(writing.rawValue)
    return try Child(
      words, environment: environment, input: .none, output: readsErrors ? .none : stream,
      error: readsErrors ? stream : .none, ownSession: true)
  }
}

extension Subprocess.Outcome {
  /// Reads what is there, and keeps the last megabyte.
  ///
  /// - Returns: false at the end of the stream.
  mutating func read(_ stream: borrowing FileDescriptor) throws(Errno) -> Bool {
    let more = try stream.read(atMost: 4096)
    text += more
    if text.count > 1 << 20 { text.removeFirst(text.count - 1 << 20) }
    return !more.isEmpty
  }
}
