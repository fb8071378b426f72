import CLinux
import Glibc

/// A signal number: signal(7).
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

  /// Whether this process ignores the signal, as nohup(1) has a command do: sigaction(2).
  public var isIgnored: Bool { detour_ignores(rawValue) != 0 }

  /// Ignores the signal in this process; child processes get the default handler.
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

/// A signal that has arrived.
public struct ReceivedSignal: Hashable, Sendable {
  public let signal: Signal
  /// Whether the kernel sent it, as at Ctrl-C on a terminal, and no process: `SI_KERNEL` of sigaction(2).
  public let isOfKernel: Bool
}

/// A queue of signals that are read from a descriptor instead of interrupting: signalfd(2).
///
/// The signals are blocked while the value lives, in the thread that created it: create it before
/// any other thread starts.
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

  /// The next pending signal, if any.
  func next() throws(Errno) -> ReceivedSignal? {
    do throws(Errno) {
      let bytes = try descriptor.read(atMost: MemoryLayout<signalfd_siginfo>.size)
      let info = bytes.withUnsafeBytes { $0.loadUnaligned(as: signalfd_siginfo.self) }
      // SI_KERNEL is a macro.
      return ReceivedSignal(signal: info.ssi_signo.asSignal, isOfKernel: info.ssi_code == 0x80)
    } catch .wouldBlock {
      return nil
    }
  }
}

extension UInt32 {
  fileprivate var asSignal: Signal { Signal(rawValue: CInt(truncatingIfNeeded: self)) }
}
