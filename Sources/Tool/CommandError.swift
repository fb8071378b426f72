/// The error with which a command ends: a message for the user and an exit code.
///
/// A command throws `CommandError("no window matches …")` if it could not do what was asked, and
/// `CommandError.usage("--format takes a text")` if it was misused.
public struct CommandError: Error {
  /// What went wrong, why, and what to do about it; nil if nothing is left to say.
  public let message: String?
  public let exitCode: CInt

  /// The command could not do what was asked: exit code 1, unless another one is the convention.
  public init(_ message: String, code: CInt = 1) {
    self.init(message: message, exitCode: code)
  }

  private init(message: String?, exitCode: CInt) {
    self.message = message
    self.exitCode = exitCode
  }

  /// A usage error, of arguments that the command does not take: exit code 2.
  public static func usage(_ message: String) -> CommandError {
    CommandError(message: message, exitCode: 2)
  }

  /// Ends the command without a message.
  public static func exit(_ code: CInt) -> CommandError {
    CommandError(message: nil, exitCode: code)
  }
}

extension CommandError: CustomStringConvertible {
  public var description: String { message ?? "exit code \(exitCode)" }
}
