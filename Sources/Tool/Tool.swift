import Glibc

/// A command that takes its arguments itself: it is made from them, and then runs.
public protocol Tool {
  /// The name that stands before each of its messages.
  static var name: String { get }

  /// Takes the arguments, without the command's own name.
  ///
  /// - Throws: ``Misuse`` for what it does not take.
  init(_ arguments: [String]) throws(Ending)

  /// Does what was asked.
  func run() throws(Ending)
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
    edge(name) { () throws(Ending) in try Self(arguments).run() }
  }
}

/// Why a command ends before all is done.
public struct Ending: Error {
  /// What is said of it; nothing where there is nothing more to say.
  public let description: String?
  /// The exit code that tells it to a script.
  public let code: CInt
  public init(_ description: String?, code: CInt) {
    self.description = description
    self.code = code
  }
}

/// Arguments that a command does not take.
public func Misuse(_ description: String) -> Ending { Ending(description, code: 2) }

/// What went wrong, in words for the person at the keyboard: what, why, and what to do about it.
public func Problem(_ description: String, code: CInt = 1) -> Ending {
  Ending(description, code: code)
}

/// Ends the command with `code`, with nothing more to say.
public func Exit(_ code: CInt) -> Ending { Ending(nil, code: code) }

/// The edge of every command: runs `body`, says on one line what went wrong, and ends the process
/// with 0 when it was done, 1 when it could not be done, and 2 when it was misused.
public func edge(_ name: String, _ body: () throws(Ending) -> Void) -> Never {
  // A reader that has seen enough is no failure: writes then answer with an error instead.
  signal(SIGPIPE, SIG_IGN)
  do throws(Ending) {
    try body()
    exit(0)
  } catch {
    if let description = error.description { complain(name, description) }
    exit(error.code)
  }
}

#if !hasFeature(Embedded)
  /// The same for a body that may throw anything, as one over ArgumentParser does.
  public func edge(_ name: String, _ body: () throws -> Void) -> Never {
    edge(name) { () throws(Ending) in
      do { try body() } catch let ending as Ending { throw ending } catch {
        throw Problem(String(describing: error))
      }
    }
  }
#endif
