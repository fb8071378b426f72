import Glibc
import System

/// The user's own interactive bash, asked something after it has read its rc file.
///
/// The rc file may start programs that stay, or put another shell in its place: only what a
/// question itself ends with counts, and what was started ends with the answers.
struct InteractiveShell {
  /// A script of bash's that writes its answer to descriptor 3.
  enum Question: String, Sendable, CaseIterable {
    case prompt, handler

    var script: String {
      switch self {
      case .prompt: PromptFunctionMissing.probe
      case .handler: CommandNotFoundBroken.probe
      }
    }

    /// What bash writes when it has come to the script's end.
    fileprivate var end: String { "detour-end-\(rawValue)\n" }
  }

  private let bash: String
  private let context: QuirkContext

  init(_ context: QuirkContext, _ bash: String) {
    self.context = context
    self.bash = bash
  }

  /// What the shell answers, and why a question has no answer.
  struct Answers: Sendable {
    fileprivate(set) var byQuestion: [Question: String] = [:]
    fileprivate(set) var whyNotMore: TerminalEvidence
  }

  /// Asks all questions of one shell; those whose script is not run to its end within `limit` have
  /// no answer.
  func answers(within limit: Duration = .seconds(10)) -> Answers {
    let mark = "DETOUR_PROBE=\(UInt64.random(in: .min ... .max))"
    var scripts = Question.allCases.map {
      "\($0.script)\nprintf '\($0.end.dropLast())\\n' >&3"
    }
    // In a shell of its own: what one leaves behind is not the next one's. The last one needs none,
    // and nothing of bash's own is left when it has come to its end.
    for index in scripts.indices.dropLast() { scripts[index] = "(\n\(scripts[index])\n)" }
    scripts.insert("exec 3>&1 >/dev/null 2>&1\nprintf '\(Self.start.dropLast())\\n' >&3", at: 0)
    let asked = scripts.joined(separator: "\n") + "\nexit"
    let environment = [
      "HOME=\(context.home)", "PATH=\(context.searchPath.joined(separator: ":"))", "TERM=dumb",
      mark,
    ]
    let adopter = try? Subreaper()
    let result = Result { () throws(Errno) in
      try Subprocess.run(
        [bash, "-ic", asked], environment: environment, until: Array(Self.last.utf8), within: limit)
    }
    // Nearly all rc files start nothing that stays: then all processes need not be looked through.
    if adopter?.hasChildren ?? true { endAll(with: mark) }
    return switch result {
    case .success(let ended): Self.answers(in: ended)
    case .failure(let error): Answers(whyNotMore: .bashDoesNotRun(error))
    }
  }

  /// What bash writes when it has come to the rc file's end; the file itself may write as well.
  private static let start = "detour-start\n"
  private static let last = Question.allCases.last?.end ?? ""

  private static func answers(in result: Subprocess) -> Answers {
    guard let start = result.text.firstRange(of: start) else {
      return Answers(
        whyNotMore: result.status == nil ? .bashDoesNotEndItsFile : .bashEndsWithinItsFile)
    }
    var answers = Answers(whyNotMore: .bashDoesNotAnswer)
    var rest = result.text[start.upperBound...]
    for question in Question.allCases {
      guard let end = rest.firstRange(of: question.end) else { continue }
      answers.byQuestion[question] = String(rest[..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    return answers
  }

  /// Ends the processes that have the mark in their environment: an agent may have gone away from
  /// the shell's session and group.
  private func endAll(with mark: String) {
    // What is being started while it looks is found the next time.
    for _ in 0..<10 where Self.numbers().count(where: { Self.end($0, with: mark) }) > 0 {
      sleep(for: .milliseconds(5))
    }
  }

  private static func numbers() -> [Int32] {
    guard var processes = try? Directory("/proc"), let entries = try? processes.entries() else {
      return []
    }
    return entries.compactMap { Int32(String(decoding: $0.name, as: UTF8.self)) }
  }

  /// Ends a process if it has the mark.
  private static func end(_ number: Int32, with mark: String) -> Bool {
    do throws(Errno) {
      // The handle comes first: the number may be another process's by the time of the signal.
      let process = try ProcessHandle(number)
      guard try has(number, mark) else { return false }
      // An agent that is asked to end takes its socket away.
      for signal in [Signal.terminate, .kill] {
        try process.send(signal)
        try process.reap(until: .after(.milliseconds(100)))
      }
      return true
    } catch {
      return false
    }
  }

  /// Whether a process has the mark.
  private static func has(_ number: Int32, _ mark: String) throws(Errno) -> Bool {
    do throws(Errno) {
      let variables = try File.read("/proc/\(number)/environ", limit: 1 << 20)
      return variables.split(separator: 0).contains(Array(mark.utf8)[...])
    } catch .accessDenied {
      // ssh-agent hides its environment from its own user. No check starts such a program: this
      // process's child it can only be by adoption, as an orphan of the shell's.
      return try parent(of: number) == getpid()
    }
  }

  /// The number of a process's parent: proc_pid_stat(5).
  private static func parent(of number: Int32) throws(Errno) -> Int32? {
    let bytes = try File.read("/proc/\(number)/stat", limit: 1 << 16)
    let text = String(decoding: bytes, as: UTF8.self)
    // The program's name may have blanks and parentheses in it; the state comes after it.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[end...].split(separator: " ")
    return fields.count > 2 ? Int32(fields[2]) : nil
  }
}

extension QuirkContext {
  /// Asks the user's bash, and makes the finding of its answer.
  func finding(
    askingBash question: InteractiveShell.Question, _ find: (String) -> Finding
  ) -> Finding {
    guard shell == "bash", let bash = program("bash") else {
      return Finding(.notApplicable, [.terminal(.notBash(shell: shell))])
    }
    let answers = once("bash") { InteractiveShell(self, bash).answers() }
    guard let said = answers.byQuestion[question] else {
      return Finding(.unknown, [.terminal(answers.whyNotMore)])
    }
    return find(said)
  }
}
