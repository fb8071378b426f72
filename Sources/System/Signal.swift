import CLinux
import Glibc

/// A signal's number: see signal(7).
public struct Signal: RawRepresentable, Hashable, Sendable {
  public let rawValue: CInt
  public init(rawValue: CInt) { self.rawValue = rawValue }

  public static let hangUp = Signal(rawValue: SIGHUP)
  public static let interrupt = Signal(rawValue: SIGINT)
  public static let quit = Signal(rawValue: SIGQUIT)
  public static let kill = Signal(rawValue: SIGKILL)
  public static let pipe = Signal(rawValue: SIGPIPE)
  public static let terminate = Signal(rawValue: SIGTERM)
  public static let child = Signal(rawValue: SIGCHLD)
  public static let stop = Signal(rawValue: SIGSTOP)
  public static let resume = Signal(rawValue: SIGCONT)
  public static let user1 = Signal(rawValue: SIGUSR1)
  public static let user2 = Signal(rawValue: SIGUSR2)

  /// Makes this process pass over the signal; programs that it starts get the default again.
  public func ignore() { _ = Glibc.signal(rawValue, SIG_IGN) }
}

extension Signal: CustomStringConvertible {
  private static let names: [CInt: String] = [
    SIGHUP: "HUP", SIGINT: "INT", SIGQUIT: "QUIT", SIGILL: "ILL", SIGTRAP: "TRAP",
    SIGABRT: "ABRT", SIGBUS: "BUS", SIGFPE: "FPE", SIGKILL: "KILL", SIGUSR1: "USR1",
    SIGSEGV: "SEGV", SIGUSR2: "USR2", SIGPIPE: "PIPE", SIGALRM: "ALRM", SIGTERM: "TERM",
    SIGCHLD: "CHLD", SIGCONT: "CONT", SIGSTOP: "STOP", SIGTSTP: "TSTP", SIGTTIN: "TTIN",
    SIGTTOU: "TTOU", SIGXCPU: "XCPU", SIGXFSZ: "XFSZ", SIGSYS: "SYS",
  ]

  /// The name without its prefix, such as `TERM`, or the number.
  public var description: String {
    Self.names[rawValue] ?? String(rawValue)
  }
}

/// Signals that are read from a descriptor instead of interrupting.
///
/// While the value lives the signals are blocked in the thread that made it; make it before any
/// other thread starts. Wraps signalfd(2).
struct SignalQueue: ~Copyable {
  let descriptor: FileDescriptor
  private let previous: sigset_t

  init(_ signals: [Signal]) throws(Errno) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal.rawValue) }
    var previous = sigset_t()
    pthread_sigmask(SIG_BLOCK, &set, &previous)
    descriptor = FileDescriptor(
      owning: try throwing { signalfd(-1, &set, CInt(SFD_CLOEXEC) | CInt(SFD_NONBLOCK)) })
    self.previous = previous
  }

  deinit {
    var previous = previous
    pthread_sigmask(SIG_SETMASK, &previous, nil)
  }

  /// The next signal that has come, or none.
  func next() throws(Errno) -> Signal? {
    do throws(Errno) {
      let bytes = try descriptor.read(atMost: MemoryLayout<signalfd_siginfo>.size)
      return bytes.withUnsafeBytes { $0.loadUnaligned(as: signalfd_siginfo.self) }.ssi_signo
        .asSignal
    } catch .wouldBlock {
      return nil
    }
  }
}

extension UInt32 {
  fileprivate var asSignal: Signal { Signal(rawValue: CInt(truncatingIfNeeded: self)) }
}
