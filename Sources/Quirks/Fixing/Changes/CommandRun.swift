public import Interchange
import System

/// A program is run; undoing it runs another.
public struct CommandRun: Change, Equatable {
  public static let kind = "command"
  let command: [String]
  let undoCommand: [String]

  init(_ command: [String], undo: [String]) {
    self.command = command
    undoCommand = undo
  }

  public var action: ChangeAction { .run(command) }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? { nil }

  public func apply(in context: QuirkContext) throws(ChangeError) { try Self.run(command) }

  /// Cannot be told of a program.
  public func state(before: String?, in context: QuirkContext) -> ChangeState { .changed }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    guard !undoCommand.isEmpty else { return }
    try Self.run(context.located(undoCommand))
  }

  /// Runs a program to its end.
  ///
  /// - Throws: ``ChangeError`` with the last line that it wrote to standard error, if it fails or
  ///   has not ended within a minute.
  static func run(_ words: [String]) throws(ChangeError) {
    let ended: Subprocess
    do throws(Errno) {
      ended = try Subprocess.run(words, reading: .errors, within: .seconds(60))
    } catch {
      throw .notStarted(program: words.first ?? "", error)
    }
    guard let status = ended.status else { throw .notEnded }
    guard status != .exited(0) else { return }
    throw .programFailed(code: status.code, lastLine: ended.lastLine)
  }

  public var fields: [JSON.Field] {
    [.init("done", strings: command), .init("undo", strings: undoCommand)]
  }

  public init?(_ json: JSON) {
    guard let done = json["done"]?.strings, let undo = json["undo"]?.strings else { return nil }
    self.init(done, undo: undo)
  }
}

extension QuirkContext {
  /// Returns a command with its program where that is now: one of our own has moved when Detour was
  /// installed in another way meanwhile.
  func located(_ words: [String]) -> [String] {
    func isThere(_ path: String) -> Bool { (try? Status(of: path)) != nil }
    guard let path = words.first, let slash = path.lastIndex(of: "/"), !isThere(path),
      let found = [programs, data].map({ $0 + path[slash...] }).first(where: isThere)
    else { return words }
    return [found] + words.dropFirst()
  }
}
