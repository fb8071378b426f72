import DBus
import Settings

/// An unwanted desktop behaviour that Detour can detect and fix.
///
/// A quirk is one file in `Catalogue`: what it is, how it is detected, and what fixes it.
public protocol Quirk: Sendable {
  /// The name on the command line, such as `lid-suspends`.
  var name: String { get }
  /// What is wrong, in one line.
  var title: String { get }
  /// What it is, why it is so, and what the fix does: some sentences.
  var explanation: String { get }

  /// What the check waits for longest.
  var source: EvidenceSource { get }

  /// Checks whether the desktop has it; it changes nothing.
  ///
  /// It never fails: what cannot be seen is ``Verdict/unknown``, and the evidence says why.
  func check(_ context: QuirkContext) -> Finding

  /// The changes that fix it.
  ///
  /// - Throws: ``FixError/notOurs(_:)`` with what a person can do, or
  ///   ``FixError/takesMore(_:)``, where it is not ours to change.
  func changes(on context: QuirkContext) throws -> [any Change]
}

extension Quirk {
  public var source: EvidenceSource { .settings }

  public func changes(on context: QuirkContext) throws -> [any Change] {
    throw FixError.noFix(quirk: name)
  }
}

/// The outcome of a check.
public enum Verdict: String, Sendable, CaseIterable {
  /// The desktop has the quirk.
  case affected
  /// The desktop had it, and something keeps it off.
  case fixed
  /// The desktop does not have it.
  case fine
  /// It could not be seen.
  case unknown
  /// The desktop cannot have it.
  case notApplicable = "not applicable"
}

/// A remedy for a quirk.
public enum Remedy: Hashable, Sendable {
  /// The quirk's own fix.
  case fix
  /// Undo the fix, which is wrong now.
  case undo
  /// Enrol the finger again.
  case enrol(finger: String)
  /// List the fingers, which remembers them.
  case listFingers
  /// Run a command line.
  case run(String)
  /// Run a command line on the host of this virtual machine.
  case runOnHost(String)
}

/// A verdict, and the evidence for it.
public struct Finding: Equatable, Sendable {
  public let verdict: Verdict
  /// What was seen; there is always something.
  public let evidence: [Evidence]
  /// What to do about it, where something can be done.
  public let remedy: Remedy?

  public init(_ verdict: Verdict, _ evidence: [Evidence], remedy: Remedy? = nil) {
    self.verdict = verdict
    self.evidence = evidence
    self.remedy = remedy
  }
}

extension Finding {
  /// The finding where a service of D-Bus could not be asked: without it the quirk cannot be there,
  /// and one that does not answer leaves it unknown.
  static func unanswered(_ service: String, _ error: DBusError) -> Finding {
    switch error.name {
    case .serviceUnknown: Finding(.notApplicable, [.notInstalled(service: service)])
    case .noServer: Finding(.unknown, [.cannotBeAsked(service: service, error)])
    default: Finding(.unknown, [.doesNotAnswer(service: service, error)])
    }
  }

  /// The finding where there is no bus to ask a service on.
  static func noBus(_ bus: String, for service: String) -> Finding {
    Finding(.unknown, [.noBus(bus, service: service)])
  }

  /// The finding where a setting could not be read: without it the quirk cannot be there.
  static func unread(_ error: SettingsError) -> Finding {
    switch error {
    case .noSchema, .noKey: Finding(.notApplicable, [.unreadSetting(error)])
    default: Finding(.unknown, [.unreadSetting(error)])
    }
  }
}
