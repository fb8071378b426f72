public import Interchange

/// A program is run; undoing it runs another.
public struct CommandRun: Change, Equatable {
  public static let kind = "command"
  let command: [String]
  let undoCommand: [String]

  init(_ command: [String], undo: [String]) {
    self.command = command
    undoCommand = undo
  }

  public var description: String { "run \(command.joined(separator: " "))" }

  public func prepare(in context: QuirkContext) throws -> String? { nil }

  public func apply(in context: QuirkContext) throws { try Subprocess.run(command) }

  /// Cannot be told of a program.
  public func state(before: String?, in context: QuirkContext) -> ChangeState { .changed }

  public func undo(before: String?, in context: QuirkContext) throws {
    guard !undoCommand.isEmpty else { return }
    try Subprocess.run(undoCommand)
  }

  public var fields: [JSON.Field] {
    [.init("done", strings: command), .init("undo", strings: undoCommand)]
  }

  public init?(_ json: JSON) {
    guard let done = json["done"]?.strings, let undo = json["undo"]?.strings else { return nil }
    self.init(done, undo: undo)
  }
}
