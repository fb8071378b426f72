public import ArgumentParser
public import Tool

/// A command over ArgumentParser with Detour's own messages and exit codes.
public protocol Command: ParsableCommand {}

extension Command {
  /// Parses and runs the command line, and ends the process: see `runMain(_:_:)`.
  public static func launch(_ arguments: [String] = commandLineArguments) -> Never {
    let name = configuration.commandName ?? String(describing: Self.self).lowercased()
    runMain(name) {
      do {
        var command = try parseAsRoot(arguments)
        try command.run()
      } catch {
        try rethrow(error)
      }
    }
  }

  /// Prints help to standard output, and turns ArgumentParser's refusals into one line.
  private static func rethrow(_ error: any Error) throws {
    switch exitCode(for: error) {
    case .success:
      let text = fullMessage(for: error)
      try write(text.hasSuffix("\n") ? text : text + "\n")
    case .validationFailure:
      throw CommandError.usage(oneLine(message(for: error)) + " (see --help)")
    default: throw error
    }
  }

  private static func oneLine(_ text: String) -> String {
    let line = text.split(separator: "\n").map { $0.trimmed }.joined(separator: " ")
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    drop { $0 == " " }
  }
}
