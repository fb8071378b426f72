import CLinux
import Glibc
import System

/// Writes `text` to standard output. A reader that has gone is no failure, and keeps nothing from being
/// done: what comes after is written for nobody.
public func write(_ text: String) throws(CommandError) {
  try write(Array(text.utf8))
}

/// Writes `bytes` to standard output, as ``write(_:)-(String)`` does.
@export(interface) public func write(_ bytes: [UInt8]) throws(CommandError) {
  do throws(Errno) {
    try writeAll(bytes, to: STDOUT_FILENO)
  } catch .brokenPipe {
  } catch {
    throw CommandError(error.description)
  }
}

/// Prints a message to standard error, after the command's name.
///
/// Control characters in it are escaped, so that it stays on one line.
public func printError(_ name: String, _ message: String) {
  // If this fails, there is no way left to report it.
  try? writeAll(Array("\(name): \(visible(message))\n".utf8), to: STDERR_FILENO)
}

/// Whether standard output is a terminal: isatty(3).
public var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

/// The width of the terminal on standard output in columns, nil if it is not a terminal or does
/// not tell.
public var outputWidth: Int? {
  var size = winsize()
  guard detour_window_size(STDOUT_FILENO, &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}
