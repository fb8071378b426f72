import CLinux
import Glibc

/// A program that this process started, watched by a descriptor rather than by its number.
///
/// Dropping the value neither stops the program nor waits for it.
public struct Child: ~Copyable, Sendable {
  /// The process's number.
  public let process: Int32
  private let descriptor: FileDescriptor

  /// How a program ended.
  public enum End: Hashable, Sendable {
    case exited(CInt)
    case signalled(Signal)

    /// The exit code that a shell would give: 128 and the signal's number after a signal.
    public var code: CInt {
      switch self {
      case .exited(let code): code
      case .signalled(let signal): 128 + signal.rawValue
      }
    }
  }

  /// Where a program reads or writes.
  public enum Stream: Sendable {
    case inherit
    /// `/dev/null`
    case none
    /// A descriptor of this process, which stays this process's.
    case descriptor(CInt)
  }

  /// Starts `arguments[0]`, found on `PATH` unless it holds a slash, without any shell.
  ///
  /// All signals are as by default in it, none is blocked, and of this process's descriptors it
  /// gets the three streams and those that were set to be inherited. Wraps posix_spawnp(3) and
  /// pidfd_open(2).
  ///
  /// - Parameters:
  ///   - environment: `NAME=value` each; this process's own when missing.
  ///   - ownSession: away from the terminal, as a service is: setsid(2).
  /// - Throws: ``Errno/notFound`` when there is no such program, ``Errno/accessDenied`` when it
  ///   may not be run.
  public init(
    _ arguments: [String], environment: [String]? = nil, input: Stream = .inherit,
    output: Stream = .inherit, error: Stream = .inherit, ownSession: Bool = false
  ) throws(Errno) {
    let process = try Self.start(
      arguments, environment: environment, streams: [input, output, error], ownSession: ownSession)
    // The process is ours and not yet waited for, so that its number cannot be another's.
    let descriptor = try throwing { detour_pidfd_open(process, 0) }
    self.process = process
    self.descriptor = FileDescriptor(owning: descriptor)
  }

  /// A descriptor that is ready for reading once the program has ended, for a poll loop.
  public var rawValue: CInt { descriptor.rawValue }

  /// Sends the program a signal; one that has ended already is no error.
  public borrowing func send(_ signal: Signal) throws(Errno) {
    do throws(Errno) {
      try throwing { detour_pidfd_send_signal(descriptor.rawValue, signal.rawValue) }
    } catch .noSuchProcess {}
  }

  /// Waits for the program to end.
  ///
  /// - Returns: nothing when the deadline passed first. Once it has said how the program ended it
  ///   must not be asked again.
  public borrowing func wait(until deadline: Deadline? = nil) throws(Errno) -> End? {
    guard try System.wait(for: descriptor.rawValue, until: deadline).contains(.reading) else {
      return nil
    }
    var status: CInt = 0
    try throwing { waitpid(process, &status, 0) }
    // As WIFSIGNALED and WEXITSTATUS of wait(2) take it apart, which Swift does not import.
    let signal = status & 0x7f
    return signal == 0
      ? .exited(status >> 8 & 0xff) : .signalled(Signal(rawValue: signal))
  }
}

extension Child {
  private static func start(
    _ arguments: [String], environment: [String]?, streams: [Stream], ownSession: Bool
  ) throws(Errno) -> Int32 {
    guard let program = arguments.first, !program.isEmpty else { throw .notFound }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var set = sigset_t()
    sigemptyset(&set)
    posix_spawnattr_setsigmask(&attributes, &set)
    sigfillset(&set)
    posix_spawnattr_setsigdefault(&attributes, &set)
    var flags = CInt(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    if ownSession { flags |= detour_spawn_setsid }
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in zip(CInt(0)..., streams) {
      switch stream {
      case .inherit: break
      case .none:
        posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
      case .descriptor(let descriptor):
        posix_spawn_file_actions_adddup2(&actions, descriptor, number)
      }
    }

    var process: Int32 = 0
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { $0.map { strdup($0) } + [nil] }
    defer {
      for word in words { free(word) }
      for variable in variables ?? [] { free(variable) }
    }
    let code =
      if let variables {
        posix_spawnp(&process, program, &actions, &attributes, words, variables)
      } else {
        posix_spawnp(&process, program, &actions, &attributes, words, environ)
      }
    guard code == 0 else { throw Errno(rawValue: code) }
    return process
  }
}

/// A process that is not a child, watched until it ends.
public struct ForeignProcess: ~Copyable {
  private let descriptor: FileDescriptor

  /// - Throws: ``Errno/noSuchProcess`` when nothing runs under that number.
  public init(_ process: Int32) throws(Errno) {
    descriptor = FileDescriptor(owning: try throwing { detour_pidfd_open(process, 0) })
  }

  /// A descriptor that is ready for reading once the process has ended.
  public var rawValue: CInt { descriptor.rawValue }
}
