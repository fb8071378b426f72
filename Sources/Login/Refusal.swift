public import DBus

/// The reason why something about the login session could not be done.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  /// polkit does not allow it to a process outside the login session.
  public let isForbidden: Bool

  public init(_ description: String, isForbidden: Bool = false) {
    self.description = description
    self.isForbidden = isForbidden
  }
}

extension Refusal {
  /// Why logind did not give a lock.
  init(_ failure: DBusError, holding kind: InhibitWhat, mode: InhibitMode) {
    let what = "cannot hold \(kind.rawValue)"
    let action =
      "org.freedesktop.login1.inhibit-"
      + (kind.rawValue.hasPrefix("handle-") ? "" : (mode == .delay ? "delay-" : "block-"))
      + kind.rawValue
    switch failure.name {
    case .accessDenied:
      self.init(
        "\(what): polkit refuses \(action): a process outside of any local login session, as over "
          + "ssh or from cron, may not; start it in your session, or have the administrator allow it",
        isForbidden: true)
    case .interactiveAuthorizationRequired:
      self.init(
        "\(what): polkit wants a password for \(action), and there was nobody to ask: start it in "
          + "your session or on a terminal")
    case .limitsExceeded:
      self.init(
        "\(what): logind has no more locks to give (InhibitorsMax in logind.conf): see who has "
          + "them with lidctl list")
    case .operationInProgress:
      self.init("\(what): a suspend or shutdown has begun already: try again after it")
    case .invalidArguments:
      let hint = mode == .weak ? " (block-weak came with systemd 257)" : ""
      self.init(
        "\(what) in mode \(mode.rawValue): logind does not take it: \(failure.message)\(hint)")
    default: self.init("\(what): \(Refusal(failure))")
    }
  }

  /// Why logind did not answer as it should.
  public init(_ failure: DBusError) {
    switch failure.name {
    case .serviceUnknown, .nameHasNoOwner:
      self.init(
        "systemd-logind is not running: without it nobody handles the lid switch"
      )
    case .noServer, .fileNotFound, .disconnected:
      self.init("the system bus cannot be reached: \(failure.message): is dbus running?")
    case .noReply: self.init("systemd-logind did not answer in time: try again")
    case .invalidSignature:
      self.init("systemd-logind answered what it never should: \(failure.message)")
    default: self.init(failure.description)
    }
  }
}

extension ErrorName {
  /// A suspend or shutdown runs already.
  static let operationInProgress = ErrorName(
    rawValue: "org.freedesktop.login1.OperationInProgress")
}
