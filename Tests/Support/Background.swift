import Foundation
import Synchronization
import System

/// A program that runs beside a test, with all that it starts, and never longer than the test.
///
/// It is killed when this goes, and also when the process of the tests is killed: a keeper, which
/// holds one end of a pipe, sees the other end close.
public final class Background: Sendable {
  /// A directory of the program's own, removed after it.
  public let directory: String
  /// The program's process number, which is also that of its session.
  public let process: Int32
  private let keeper: Child
  private let name: String
  private let lifeline: Mutex<FileDescriptor?>

  /// Starts a program; its output goes to the files `output` and `error` in ``directory``.
  ///
  /// - Parameters:
  ///   - variables: changes to this process's environment; `nil` takes one away.
  ///   - directory: made by the caller, and removed after the program has been killed.
  public init(
    _ arguments: [String], variables: [String: String?] = [:], directory: String? = nil
  ) throws {
    // A write to a program that has gone is an error, as it is in the commands.
    signal(SIGPIPE, SIG_IGN)
    let directory = try directory ?? temporaryDirectory()
    let ends = try Pipe().split()
    let lifeline = FileDescriptor(owning: ends.writing)
    let other = FileDescriptor(owning: ends.reading)
    let keep = #"""
      directory=$1; shift
      setsid "$@" </dev/null >"$directory/output" 2>"$directory/error" & child=$!
      echo $child >"$directory/process"
      read -r _
      kill -9 -- -$child $child
      pkill -9 -s $child
      wait
      rm -rf "$directory"
      """#
    keeper = try Child(
      ["/bin/bash", "-c", keep, "keeper", directory] + arguments,
      environment: environment(variables), input: .descriptor(other.rawValue),
      output: .none, error: .none, ownSession: true)
    self.lifeline = Mutex(lifeline)
    self.directory = directory
    name = arguments.joined(separator: " ")
    var process: Int32?
    _ = eventually {
      let text = try? String(contentsOfFile: "\(directory)/process", encoding: .utf8)
      process = text.flatMap { $0.hasSuffix("\n") ? Int32($0.dropLast()) : nil }
      return process != nil
    }
    guard let process else { throw Unexpected("could not start \(arguments)") }
    self.process = process
  }

  deinit { stop() }

  /// Kills the program and all of its session, and waits for that.
  public func stop() {
    let last = lifeline.withLock { $0.take() }
    guard let last else { return }
    _ = consume last
    _ = try? keeper.wait(until: .after(.seconds(10)))
  }

  /// What the program has written to standard output until now.
  public var output: String { text("output") }

  /// What the program has written to standard error until now.
  public var error: String { text("error") }

  /// Whether the program has not ended yet.
  public var isRunning: Bool {
    let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return state.map { !$0.contains(") Z ") } ?? false
  }

  /// Waits until `condition` holds, which shows that the program is ready.
  ///
  /// - Throws: ``Unexpected`` with what the program said when it ended or took too long.
  public func ready(
    within limit: Duration = .seconds(90), _ condition: () throws -> Bool
  ) throws {
    // What held once may not hold a moment later, as while services start one after the other.
    var isReady = false
    _ = try eventually(within: limit) {
      isReady = try condition()
      return isReady || !isRunning
    }
    guard try isReady || condition() else {
      let why = isRunning ? "was not ready in time" : "ended"
      throw Unexpected("\(name) \(why)\n--- output\n\(output)--- error\n\(error)---")
    }
  }

  private func text(_ file: String) -> String {
    String(decoding: (try? File.read("\(directory)/\(file)")) ?? [], as: UTF8.self)
  }
}

/// A new directory that nobody else uses, which the caller removes.
func temporaryDirectory() throws -> String {
  var template = Array(
    "\(FileManager.default.temporaryDirectory.path)/detour-rig-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw Unexpected("mkdtemp: \(errno)") }
  return template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}
