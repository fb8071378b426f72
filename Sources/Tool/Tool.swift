import Glibc

/// A command that takes its arguments itself: it is made from them, and then runs.
public protocol Tool {
  /// The name that stands before each of its messages.
  static var name: String { get }

  /// Takes the arguments, without the command's own name.
  ///
  /// - Throws: ``Misuse`` for what it does not take.
  init(_ arguments: [String]) throws

  /// Does what was asked.
  func run() throws
}

extension Tool {
  public static func main() {
    // Not by way of CommandLine.arguments, which makes types that nothing else needs.
    var arguments: [String] = []
    for index in 1..<max(1, Int(argumentCount)) {
      if let argument = argumentVector?[index] { arguments.append(String(cString: argument)) }
    }
    main(arguments)
  }

  /// Runs the command with `arguments`, and ends the process.
  package static func main(_ arguments: [String]) -> Never {
    edge(name) { try Self(arguments).run() }
  }
}

/// Arguments that a command does not take.
public struct Misuse: Error, CustomStringConvertible {
  /// What is wrong with them, and what would be right.
  public let description: String
  public init(_ description: String) { self.description = description }
}

/// What went wrong, in words for the person at the keyboard: what, why, and what to do about it.
public struct Problem: Error, CustomStringConvertible {
  public let description: String
  /// The exit code that tells it to a script.
  public let code: CInt
  public init(_ description: String, code: CInt = 1) {
    self.description = description
    self.code = code
  }
}

/// Ends the command with `code`, with nothing more to say.
public struct Exit: Error {
  public let code: CInt
  public init(_ code: CInt) { self.code = code }
}

/// The edge of every command: runs `body`, says on one line what went wrong, and ends the process
/// with 0 when it was done, 1 when it could not be done, and 2 when it was misused.
public func edge(_ name: String, _ body: () throws -> Void) -> Never {
  // A reader that has seen enough is no failure: writes then answer with an error instead.
  signal(SIGPIPE, SIG_IGN)
  do {
    try body()
    exit(0)
  } catch let end as Exit {
    exit(end.code)
  } catch is ClosedPipe {
    exit(0)
  } catch let misuse as Misuse {
    complain(name, misuse.description)
    exit(2)
  } catch let problem as Problem {
    complain(name, problem.description)
    exit(problem.code)
  } catch {
    complain(name, String(describing: error))
    exit(1)
  }
}
