import CLinux
import Glibc

/// Runs the body of a command and ends the process, with 0 if it succeeds.
///
/// An error is printed on one line after the command's name, and its exit code returned.
@export(interface)
public func runMain(_ name: String, _ body: () throws(CommandError) -> Void) -> Never {
  // Writes to a closed pipe then return an error: a reader that has seen enough is no failure.
  signal(SIGPIPE, SIG_IGN)
  fillStandardStreams()
  do throws(CommandError) {
    try body()
    exit(0)
  } catch {
    if let message = error.message { printError(name, message) }
    exit(error.exitCode)
  }
}

/// Opens something in the place of standard streams that are closed: else the next file or socket would get
/// the number, and all that is written there. As with a closed one, nothing can be read or written.
private func fillStandardStreams() {
  for number in STDIN_FILENO...STDERR_FILENO where detour_is_open(number) == 0 {
    _ = detour_openat(AT_FDCWD, "/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY, 0)
  }
}

#if !hasFeature(Embedded)
  /// Runs the body of a command that may throw any error, such as one that uses ArgumentParser.
  @export(interface) public func runMain(_ name: String, _ body: () throws -> Void) -> Never {
    runMain(name) { () throws(CommandError) in
      do { try body() } catch let error as CommandError { throw error } catch {
        throw CommandError(String(describing: error))
      }
    }
  }
#endif
