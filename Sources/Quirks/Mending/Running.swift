import System

/// Runs a program to its end, away from the terminal.
///
/// - Throws: ``Refused`` with what the program said last on standard error, when it does not end
///   well within a minute.
func runQuietly(_ words: [String]) throws {
  let ends = try Pipe().split()
  let reading = FileDescriptor(owning: ends.reading)
  let child: Child
  do throws(Errno) {
    // This end has to be closed here, or the other would never see the end.
    let writing = FileDescriptor(owning: ends.writing)
    child = try Child(
      words, input: .none, output: .none, error: .descriptor(writing.rawValue), ownSession: true)
  } catch {
    throw Refused("\(words.first ?? ""): \(error)")
  }
  let deadline = Deadline.after(.seconds(60))
  var said: [UInt8] = []
  var end: ExitStatus?
  var isOpen = true
  // What the program leaves behind may keep its end open: the program's own end is what counts.
  while end == nil {
    guard !deadline.hasPassed else {
      try child.send(.kill)
      _ = try child.wait(until: .after(.seconds(5)))
      throw Refused("it did not end within a minute")
    }
    let slice = Duration.milliseconds(20)
    if isOpen, try !wait(for: reading.rawValue, until: .after(slice)).isEmpty {
      let more = try reading.read(atMost: 4096)
      isOpen = !more.isEmpty
      said = (said + more).suffix(1 << 16)
    } else {
      end = try child.wait(until: .after(isOpen ? .zero : slice))
    }
  }
  guard let end, end != .exited(0) else { return }
  let line = String(decoding: said, as: UTF8.self).split(separator: "\n").last
  throw Refused(line.map(String.init) ?? "it ended with code \(end.code)")
}

/// Why a change could not be made.
struct Refused: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
