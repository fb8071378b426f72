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
    let mark = DescendantMark()
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
      mark.variable,
    ]
    let adopter = try? Subreaper()
    let result = Result { () throws(Errno) in
      try Subprocess.run(
        mark.onProcess([bash, "-ic", asked]), environment: environment,
        until: Array(Self.last.utf8), within: limit)
    }
    // Nearly all rc files start nothing that stays: then all processes need not be looked through.
    if adopter?.hasChildren ?? true { mark.endAll() }
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
