import CLinux

/// A handle on a process that need not be a child: pidfd_open(2).
public struct ProcessHandle: ~Copyable {
  private let descriptor: FileDescriptor

  /// - Throws: ``Errno/noSuchProcess`` if no process has that ID.
  public init(_ process: Int32) throws(Errno) {
    descriptor = FileDescriptor(owning: try throwing { detour_pidfd_open(process, 0) })
  }

  /// The pidfd, readable once the process has ended.
  public var fileDescriptor: CInt { descriptor.rawValue }
}

extension ProcessHandle {
  /// Sends the process a signal; one that has ended already is no error: pidfd_send_signal(2).
  public borrowing func send(_ signal: Signal) throws(Errno) {
    do throws(Errno) {
      try throwing { detour_pidfd_send_signal(descriptor.rawValue, signal.rawValue) }
    } catch .noSuchProcess {}
  }

  /// Waits for the process to end, and takes the end of a child note of, so that nothing is left of
  /// it: waitid(2), `P_PIDFD`.
  public borrowing func reap(until deadline: Deadline) throws(Errno) {
    guard try !wait(for: fileDescriptor, until: deadline).isEmpty else { return }
    // It may be no child of this process.
    _ = detour_reap(fileDescriptor)
  }
}
