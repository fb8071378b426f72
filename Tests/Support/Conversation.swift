import Foundation
import Synchronization
import System

/// A program that answers each line with a line, until its input ends with this value.
public final class Conversation: Sendable {
  private let state: Mutex<State>
  private let child: Child
  private let words: String

  private struct State: ~Copyable {
    let input: FileDescriptor
    let output: FileDescriptor
    var rest: [UInt8] = []
  }

  /// Starts the program.
  ///
  /// - Parameter variables: changes to this process's environment; `nil` takes one away.
  public init(_ arguments: [String], variables: [String: String?] = [:]) throws {
    let (reading, writing) = try Pipe().split()
    let theirs = FileDescriptor(owning: reading)
    let ours = FileDescriptor(owning: writing)
    let (answers, said) = try Pipe().split()
    let heard = FileDescriptor(owning: answers)
    let speaking = FileDescriptor(owning: said)
    child = try Child(
      arguments, environment: environment(variables),
      input: .descriptor(theirs.rawValue), output: .descriptor(speaking.rawValue),
      error: .none,
      ownSession: true)
    state = Mutex(State(input: ours, output: heard))
    words = arguments.joined(separator: " ")
  }

  deinit {
    try? child.send(.kill)
    _ = try? child.wait(until: .after(.seconds(5)))
  }

  /// Says `line` to the program, and gives the line that it answers.
  public func ask(_ line: String, within limit: Duration = .seconds(30)) throws -> String {
    try state.withLock { state in
      try state.input.writeAll(Array("\(line)\n".utf8))
      return try next(&state, limit)
    }
  }

  /// The next line that the program says by itself.
  public func line(within limit: Duration = .seconds(30)) throws -> String {
    try state.withLock { state in try next(&state, limit) }
  }

  private func next(_ state: inout State, _ limit: Duration) throws -> String {
    let deadline = Deadline.after(limit)
    while true {
      if let end = state.rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: state.rest[..<end], as: UTF8.self)
        state.rest.removeFirst(end + 1)
        return line
      }
      guard !(try wait(for: state.output.rawValue, until: deadline)).isEmpty else {
        throw Unexpected("\(words) did not answer in time")
      }
      let more = try state.output.read(atMost: 65536)
      guard !more.isEmpty else { throw Unexpected("\(words) ended") }
      state.rest += more
    }
  }
}

/// The path of a part of the rigs that is not Swift.
public func rig(_ name: String) -> String { "\(packageRoot)/Tests/Rigs/\(name)" }
