import Foundation
import System

/// What a program said and how it ended.
public struct Outcome: Equatable, Sendable, CustomStringConvertible {
  public var output: String
  public var error: String
  public var code: Int32

  public init(output: String = "", error: String = "", code: Int32 = 0) {
    self.output = output
    self.error = error
    self.code = code
  }

  public var description: String { "exit \(code)\n--- output\n\(output)--- error\n\(error)---" }
}

/// A program of this package, as the build made it.
///
/// The folder `DETOUR_PROGRAMS` goes first: `make test` runs some suites a second time so, with
/// gitps1 and wmctrl as they are installed.
public func product(_ name: String) -> String {
  // The tests run from a bundle beside the commands.
  let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  let other = ProcessInfo.processInfo.environment["DETOUR_PROGRAMS"].map { URL(filePath: $0) }
  let candidates = [
    other ?? bundle, bundle,
    URL(filePath: FileManager.default.currentDirectoryPath)
      .appending(path: ".build/debug"),
  ]
  return candidates.map { $0.appending(path: name).path }
    .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "\(bundle.path)/\(name)"
}

/// The top folder of this package.
public let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path

/// This process's environment with some variables changed; `nil` takes one away.
public func environment(_ changes: [String: String?] = [:]) -> [String] {
  var variables = ProcessInfo.processInfo.environment
  for (name, value) in changes { variables[name] = value }
  return variables.map { "\($0)=\($1)" }
}

/// Runs a program to its end, and gives all that it said.
///
/// - Parameters:
///   - variables: changes to this process's environment; `nil` takes one away.
///   - directory: where it runs; this process's own when missing.
/// - Throws: when it can't be started; a program that takes longer than `limit` is killed.
@discardableResult
public func run(
  _ arguments: [String], variables: [String: String?] = [:], directory: String? = nil,
  input: String = "", within limit: Duration = .seconds(180)
) throws -> Outcome {
  let scratch = try Scratch()
  try input.write(toFile: scratch.path("input"), atomically: false, encoding: .utf8)
  let stdin = try FileDescriptor(opening: scratch.path("input"))
  let stdout = try FileDescriptor(opening: scratch.path("output"), [.readWrite, .create])
  let stderr = try FileDescriptor(opening: scratch.path("error"), [.readWrite, .create])
  let words = directory.map { ["/usr/bin/env", "-C", $0] + arguments } ?? arguments
  let child = try Child(
    words, environment: environment(variables), input: .descriptor(stdin.rawValue),
    output: .descriptor(stdout.rawValue), error: .descriptor(stderr.rawValue))
  let end: ExitStatus
  if let done = try child.wait(until: .after(limit)) {
    end = done
  } else {
    try child.send(.kill)
    end = try child.wait()!
  }
  func text(_ name: String) throws -> String {
    String(decoding: try File.read(scratch.path(name)), as: UTF8.self)
  }
  return Outcome(output: try text("output"), error: try text("error"), code: end.code)
}

/// Runs a shell script with bash, and gives its output; a failure is thrown with what it said.
@discardableResult
public func shell(
  _ script: String, variables: [String: String?] = [:], directory: String? = nil,
  within limit: Duration = .seconds(180)
) throws -> String {
  let outcome = try run(
    ["/bin/bash", "-euc", script], variables: variables, directory: directory, within: limit)
  guard outcome.code == 0 else { throw Unexpected("\(script)\n\(outcome)") }
  return outcome.output
}

/// The words that run a line of bash whose reader has gone before the first byte is written; its exit code
/// comes on standard error.
public func unread(_ line: String) -> [String] {
  ["/bin/bash", "-c", "exec 3> >(:); wait $!; { \(line); } >&3; echo $? >&2"]
}

/// A test's ground is not as it must be.
public struct Unexpected: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
