public import DBus
public import Login
public import Settings
public import System

/// The reason why a change could not be made or undone.
public enum ChangeError: Error, Hashable, Sendable {
  /// A setting could not be read or written.
  case setting(SettingsError)
  /// No setting can be changed now.
  case settings(SettingsObstacle)
  /// The setting is what it was: its value in GVariant's text format.
  case isStill(String)
  /// The setting is no list of strings.
  case noList(SettingKey)
  /// The file that is to be written is there already.
  case exists
  /// The file that is to be written has no path.
  case noPath
  /// A file could not be written, or removed.
  case file(Errno)
  /// A file of that path cannot be read.
  case unreadable(String)
  /// A file of that path is not its user's to write.
  case readOnly(String)
  /// A program did not start.
  case notStarted(program: String, Errno)
  /// A program did not end within a minute.
  case notEnded
  /// A program failed: its exit code, and what it wrote last to standard error.
  case programFailed(code: Int32, lastLine: String?)
  /// It takes a person, who is not asked here.
  case takesPerson
  case noSessionBus
  case noSystemBus
  /// The session bus did not answer as it should.
  case sessionBus(DBusError)
  /// lidctl's options could not be read or given back.
  case lid(Refusal)
  /// The service for fingerprints did not answer as it should.
  case fingerprints(DBusError)
  /// The reader lists a finger that was deleted.
  case stillListed
  /// What is remembered of fingers, at a path, is not as it was written.
  case memoryDamaged(String)
  /// What is remembered of fingers, at a path, could not be read or written.
  case memory(String, Errno)

  /// Whether a program that was to run is not there.
  public var isOfMissingProgram: Bool {
    if case .notStarted(_, .notFound) = self { true } else { false }
  }
}

/// The reason why no setting can be changed now.
public enum SettingsObstacle: Hashable, Sendable {
  /// The settings would be root's: it works through sudo(8).
  case throughSudo
  /// Settings are not kept in dconf, where the desktop has them.
  case notInDconf
  /// There is no session bus.
  case noSessionBus
  /// The program that writes settings down, dconf-service, does not answer in time.
  case silent
  /// dconf-service is not installed.
  case notInstalled
  /// dconf-service, or the bus, answers with an error.
  case refused(DBusError)
}
