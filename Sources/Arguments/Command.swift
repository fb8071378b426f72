public import ArgumentParser
import Tool

/// A command whose arguments ArgumentParser takes, with Detour's own edge.
public protocol Command: ParsableCommand {}

extension Command {
  /// Runs the command line, and ends the process: see ``edge(_:_:)``.
  public static func launch(_ arguments: [String]? = nil) -> Never {
    let name = configuration.commandName ?? String(describing: Self.self).lowercased()
    edge(name) {
      do {
        var command = try parseAsRoot(arguments)
        try command.run()
      } catch {
        try hand(error)
      }
    }
  }

  /// Help goes to standard output; what ArgumentParser refuses is one line.
  private static func hand(_ error: any Error) throws {
    switch exitCode(for: error) {
    case .success:
      let text = fullMessage(for: error)
      try write(text.hasSuffix("\n") ? text : text + "\n")
    case .validationFailure:
      throw Misuse(oneLine(message(for: error)) + " (see --help)")
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
