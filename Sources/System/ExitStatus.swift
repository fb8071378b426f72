/// The way a program ended: wait(2).
public enum ExitStatus: Hashable, Sendable {
  case exited(CInt)
  case signalled(Signal)

  /// The exit code as a shell reports it: 128 plus the signal's number after a signal.
  public var code: CInt {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal.rawValue
    }
  }
}
