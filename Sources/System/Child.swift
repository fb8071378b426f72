import CLinux
import Glibc

/// A child process, identified by a pidfd so that its number cannot be reused unnoticed.
///
/// Dropping the value neither stops the program nor waits for it.
public struct Child: ~Copyable, Sendable {
  /// The process ID.
  public let process: Int32
  private let descriptor: FileDescriptor

  /// A standard stream of the program.
  public enum Stream: Sendable {
    case inherit
    /// `/dev/null`
    case none
    /// A descriptor of this process, which keeps it.
    case descriptor(CInt)
  }

  /// Starts `arguments[0]`, searched on `PATH` unless it contains a slash, without a shell.
  ///
  /// The program starts with default signal handlers and no blocked signals. It inherits the three
  /// standard streams and the descriptors marked as inherited. Words that need not be UTF-8 are as
  /// ``Swift/String/init(path:)`` has them. Wraps posix_spawnp(3) and pidfd_open(2).
  ///
  /// - Parameters:
  ///   - environment: `NAME=value` entries; nil for this process's own.
  ///   - ownSession: start a new session without a terminal: setsid(2).
  /// - Throws: ``Errno/notFound`` if there is no such program, ``Errno/accessDenied`` if it may
  ///   not be run.
  public init(
    _ arguments: [String], environment: [String]? = nil, input: Stream = .inherit,
    output: Stream = .inherit, error: Stream = .inherit, ownSession: Bool = false
  ) throws(Errno) {
    try self.init(
      arguments, environment: environment, streams: [input, output, error],
      ownSession: ownSession, keepsIgnored: false)
  }

  private init(
    _ arguments: [String], environment: [String]?, streams: [Stream], ownSession: Bool,
    keepsIgnored: Bool
  ) throws(Errno) {
    let process = try Self.start(
      arguments, environment: environment, streams: streams, ownSession: ownSession,
      keepsIgnored: keepsIgnored)
    // Not waited for yet, so that the number cannot have been reused.
    let descriptor = try throwing { detour_pidfd_open(process, 0) }
    self.process = process
    self.descriptor = FileDescriptor(owning: descriptor)
  }

  /// Starts a command as a shell does: what may be run and has no format that the kernel knows is a script
  /// for /bin/sh, as execvp(3) takes it; and what this process was started to ignore, as nohup(1) does, the
  /// command ignores, too.
  ///
  /// - Throws: as ``init(_:environment:input:output:error:ownSession:)``.
  public init(
    asShell arguments: [String], input: Stream = .inherit, output: Stream = .inherit,
    error: Stream = .inherit, ownSession: Bool = false
  ) throws(Errno) {
    let streams = [input, output, error]
    do throws(Errno) {
      try self.init(
        arguments, environment: nil, streams: streams, ownSession: ownSession, keepsIgnored: true)
    } catch .notExecutable {
      let path = getenv("PATH").map { String(path: $0) }
      guard let script = Program.find(arguments[0], in: Program.folders(path)) else {
        throw .notExecutable
      }
      try self.init(
        ["/bin/sh", script] + arguments.dropFirst(), environment: nil, streams: streams,
        ownSession: ownSession, keepsIgnored: true)
    }
  }

  /// The pidfd, readable once the program has ended.
  public var fileDescriptor: CInt { descriptor.rawValue }

  /// Sends a signal; a program that has already ended is no error.
  public borrowing func send(_ signal: Signal) throws(Errno) {
    do throws(Errno) {
      try throwing { detour_pidfd_send_signal(descriptor.rawValue, signal.rawValue) }
    } catch .noSuchProcess {}
  }

  /// Waits for the program to end.
  ///
  /// - Returns: nil if the deadline passed first. Do not call it again after it returned a status.
  @export(interface)
  public borrowing func wait(until deadline: Deadline? = nil) throws(Errno) -> ExitStatus? {
    guard try System.wait(for: descriptor.rawValue, until: deadline).contains(.reading) else {
      return nil
    }
    var status: CInt = 0
    try throwing { waitpid(process, &status, 0) }
    // WIFSIGNALED and WEXITSTATUS of wait(2) are macros.
    let signal = status & 0x7f
    return signal == 0
      ? .exited(status >> 8 & 0xff) : .signalled(Signal(rawValue: signal))
  }
}

extension Child {
  private static func start(
    _ arguments: [String], environment: [String]?, streams: [Stream], ownSession: Bool,
    keepsIgnored: Bool
  ) throws(Errno) -> Int32 {
    guard arguments.first?.isEmpty == false else { throw .notFound }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var set = sigset_t()
    sigemptyset(&set)
    posix_spawnattr_setsigmask(&attributes, &set)
    if keepsIgnored {
      // Ignored by this process itself, for a reader that goes away.
      sigaddset(&set, SIGPIPE)
    } else {
      sigfillset(&set)
    }
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
    let words = arguments.map { $0.withPointer { strdup($0) } } + [nil]
    let variables = environment.map { $0.map { $0.withPointer { strdup($0) } } + [nil] }
    defer {
      for word in words { free(word) }
      for variable in variables ?? [] { free(variable) }
    }
    let code =
      if let variables {
        posix_spawnp(&process, words[0]!, &actions, &attributes, words, variables)
      } else {
        posix_spawnp(&process, words[0]!, &actions, &attributes, words, environ)
      }
    guard code == 0 else { throw Errno(rawValue: code) }
    return process
  }
}
