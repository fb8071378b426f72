public import Interchange

/// Something that a fix alters and that can be undone.
///
/// Each kind of change is one file in `Changes`: how it is made, how it is undone, and how the
/// journal stores it. Its description is a line for the user.
public protocol Change: Sendable, CustomStringConvertible {
  /// The kind's name in the journal.
  static var kind: String { get }

  /// The setting that it alters, if it alters one.
  var setting: SettingKey? { get }

  /// Checks that the change can be made.
  ///
  /// - Returns: what is there before it, in the kind's own words; nil where there is nothing.
  func prepare(in context: QuirkContext) throws -> String?

  /// Makes the change, and verifies that it took effect.
  func apply(in context: QuirkContext) throws

  /// Compares what is there now with what the change left and with what was there before it.
  func state(before: String?, in context: QuirkContext) -> ChangeState

  /// Restores what was there before the change, whatever is there now.
  func undo(before: String?, in context: QuirkContext) throws

  /// What the journal stores beside the kind and the value before.
  var fields: [JSON.Field] { get }

  /// Reads what ``fields`` wrote.
  init?(_ json: JSON)
}

extension Change {
  public var setting: SettingKey? { nil }
}

/// How what a change altered is now.
public enum ChangeState: Equatable, Sendable {
  /// As the change left it, or not to be told.
  case changed
  /// As it was before the change: it was never made, or somebody has undone it.
  case before
  /// Neither: the text says what it is.
  case otherwise(String)
  /// Gone since, as when an upgrade took the setting away: the text says what is missing.
  case gone(String)
}

/// The reason why a change could not be made or undone.
struct ChangeError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// All kinds of changes that the journal can hold.
let changeKinds: [any Change.Type] = [
  SettingEdit.self, SettingReset.self, ListEdit.self, FileCreation.self, FingerEnrolment.self,
  CommandRun.self, RCLine.self, LidChoice.self,
]
