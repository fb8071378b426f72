public import Interchange
public import Settings
public import System

/// Something that a fix alters and that can be undone.
///
/// Each kind of change is one file in `Changes`: how it is made, how it is undone, and how the
/// journal stores it.
public protocol Change: Sendable {
  /// The kind's name in the journal.
  static var kind: String { get }

  /// What it does.
  var action: ChangeAction { get }

  /// The setting that it alters, if it alters one.
  var setting: SettingKey? { get }

  /// Whether it alters what `other` altered, so that undoing it brings that back.
  func replaces(_ other: any Change) -> Bool

  /// Checks that the change can be made.
  ///
  /// - Returns: what is there before it, in the kind's own words; nil where there is nothing.
  func prepare(in context: QuirkContext) throws(ChangeError) -> String?

  /// Makes the change, and verifies that it took effect.
  func apply(in context: QuirkContext) throws(ChangeError)

  /// Compares what is there now with what the change left and with what was there before it.
  func state(before: String?, in context: QuirkContext) -> ChangeState

  /// Restores what was there before the change, whatever is there now.
  func undo(before: String?, in context: QuirkContext) throws(ChangeError)

  /// What the journal stores beside the kind and the value before.
  var fields: [JSON.Field] { get }

  /// Reads what ``fields`` wrote.
  init?(_ json: JSON)
}

extension Change {
  public var setting: SettingKey? { nil }

  public func replaces(_ other: any Change) -> Bool { setting != nil && setting == other.setting }
}

/// A change of all that a setting has, whatever that was.
protocol WholeSetting: Change {
  /// The user's own value that it leaves, in GVariant's text format; nil for the default.
  var after: String? { get }
}

/// The present state of what a change altered.
public enum ChangeState: Equatable, Sendable {
  /// As the change left it, or not to be told.
  case changed
  /// As it was before the change: it was never made, or somebody has undone it.
  case before
  /// Neither, but this.
  case otherwise(Present)
  /// Gone since, as when an upgrade took the setting away: what is missing.
  case gone(SettingsError)

  /// The present value, where it is neither what a change left nor what was before it.
  public enum Present: Equatable, Sendable {
    /// A setting's value, in GVariant's text format.
    case value(String)
    /// A file with another text.
    case otherText
    /// A file that cannot be read.
    case unreadable(Errno)
    /// lidctl with other options.
    case otherOptions
    /// Nothing: the finger is gone with its reader.
    case noReader
  }
}

/// All kinds of changes that the journal can hold.
let changeKinds: [any Change.Type] = [
  SettingEdit.self, SettingReset.self, ListEdit.self, FileCreation.self, FingerEnrolment.self,
  CommandRun.self, RCLine.self, LidChoice.self,
]
