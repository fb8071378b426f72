public import DBus
public import Settings
public import X11

/// Something that a check saw, as a value: a command puts it into words.
public enum Evidence: Hashable, Sendable {
  case lid(LidEvidence)
  case session(SessionEvidence)
  case keys(KeyEvidence)
  case terminal(TerminalEvidence)
  case service(ServiceEvidence)
  case fingerprints(FingerprintEvidence)
  case virtualMachine(VirtualMachineEvidence)

  /// A setting has this value, in GVariant's text format.
  case setting(SettingKey, value: String)
  /// The system's administrator has locked the setting.
  case isLocked
  /// The setting is no list of strings.
  case noList(SettingKey)
  /// A setting could not be read.
  case unreadSetting(SettingsError)
  /// The desktop is another one, which has settings of its own.
  case otherDesktop(String)
  /// There is no bus of that kind, `session` or `system`, to ask a service on.
  case noBus(String, service: String)
  case notInstalled(service: String)
  /// The bus of a service does not let anybody in.
  case cannotBeAsked(service: String, DBusError)
  case doesNotAnswer(service: String, DBusError)
  /// The X server does not answer as it should.
  case display(X11Error)
  /// The check did not end in time.
  case notEnded(within: Duration)
}
