/// Something that a desktop does otherwise than its user wants, and can be made to do.
///
/// A quirk is one file: what it is, how it is seen, how it is mended, how that is undone.
public protocol Quirk: Sendable {
  /// What it is called on the command line, such as `lid-suspends`.
  var name: String { get }
  /// What is wrong where it is found, in one line.
  var title: String { get }
  /// What it is, why it is so, and what mending it does: some sentences.
  var explanation: String { get }

  /// Looks whether `machine` has it.
  ///
  /// It never fails: what can't be seen is ``Verdict/notApplicable``, and the evidence says why.
  func look(at machine: Machine) -> Finding

  /// What mending it on `machine` would change.
  ///
  /// - Throws: ``MendingFailure/notOurs(_:)`` with what a person can do, where it is not ours to
  ///   change.
  func changes(on machine: Machine) throws -> [Change]
}

extension Quirk {
  public func changes(on machine: Machine) throws -> [Change] {
    throw MendingFailure.notOurs(
      "\(name) is not mended by changing something of the user's: see detour explain \(name)")
  }
}

/// What looking for a quirk came to.
public enum Verdict: String, Sendable, CaseIterable {
  /// The machine has it.
  case affected
  /// The machine had it, and something keeps it off.
  case mended
  /// The machine does not have it.
  case fine
  /// It can't be there, or can't be seen.
  case notApplicable = "not applicable"
}

/// A verdict, and what it rests on.
public struct Finding: Equatable, Sendable {
  public let verdict: Verdict
  /// What was seen, a sentence each.
  public let evidence: [String]
  /// The command that mends it, where it is there to be mended.
  public let remedy: String?

  public init(_ verdict: Verdict, _ evidence: [String], remedy: String? = nil) {
    self.verdict = verdict
    self.evidence = evidence
    self.remedy = remedy
  }
}

/// All quirks, in the order in which they are shown.
public let quirks: [any Quirk] = [
  LidSuspends(), NoWorkspaceShortcuts(), ShortcutClashes(), AltDrag(), RightDragResize(),
  PrimaryPaste(), PromptFunctionMissing(), ExtensionsOff(), ToolsOfX11(), StrayInhibitors(),
  ResumesUnlocked(), AgentMoved(), CirrusGraphics(), FingerprintWithoutUSB(), LittleEntropy(),
  FingerprintsForgotten(), FingerprintLoginUnused(), UnlockBlocked(), DisplayStandbySuspends(),
]
