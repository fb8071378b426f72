import CLinux
import Glibc
import System

/// Writes `text` to standard output as it is.
public func write(_ text: String) throws(Ending) {
  try write(Array(text.utf8))
}

/// Writes `bytes` to standard output as they are.
public func write(_ bytes: [UInt8]) throws(Ending) {
  do throws(Errno) {
    try writeAll(bytes, to: STDOUT_FILENO)
  } catch {
    // A reader that has gone is no failure.
    throw error == .brokenPipe ? Exit(0) : Problem(error.description)
  }
}

/// Writes a line for people to standard error, after the command's name.
///
/// Nothing of it but the last character breaks the line, and no control character gets through.
public func complain(_ name: String, _ message: String) {
  // There is nobody left to tell when even this fails.
  try? writeAll(Array("\(name): \(visible(message))\n".utf8), to: STDERR_FILENO)
}

/// Whether standard output is a terminal: isatty(3).
/// How many columns the terminal has that standard output is; nothing where it is none, or does not
/// say.
public var outputWidth: Int? {
  var size = winsize()
  guard detour_window_size(STDOUT_FILENO, &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}

public var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
