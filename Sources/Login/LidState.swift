public import DBus

/// Logind's view of the lid, and what it means to do about it.
public struct LidState: Hashable, Sendable {
  public var closed: Bool
  public var docked: Bool
  public var externalPower: Bool
  /// `HandleLidSwitch`, `HandleLidSwitchExternalPower` (may be empty) and `HandleLidSwitchDocked`.
  public var action: String
  public var actionOnExternalPower: String
  public var actionDocked: String

  public init(
    closed: Bool = false, docked: Bool = false, externalPower: Bool = false,
    action: String = "suspend", actionOnExternalPower: String = "", actionDocked: String = "ignore"
  ) {
    self.closed = closed
    self.docked = docked
    self.externalPower = externalPower
    self.action = action
    self.actionOnExternalPower = actionOnExternalPower
    self.actionDocked = actionDocked
  }

  /// The setting that counts now.
  public var actionNow: String {
    if docked { return actionDocked }
    return externalPower && !actionOnExternalPower.isEmpty ? actionOnExternalPower : action
  }

  /// Settings with which the machine goes on behind a closed lid; all others end that.
  public static let harmless: Set = ["ignore", "lock"]

  /// The setting that counts off the dock and without an external display.
  public var actionUndocked: String {
    var state = self
    state.docked = false
    return state.actionNow
  }

  /// From the properties of the manager; what an older logind does not have is as if unset.
  init(_ properties: [String: Value]) {
    self.init(
      closed: properties["LidClosed"]?.boolean ?? false,
      docked: properties["Docked"]?.boolean ?? false,
      externalPower: properties["OnExternalPower"]?.boolean ?? false,
      action: properties["HandleLidSwitch"]?.string ?? "suspend",
      actionOnExternalPower: properties["HandleLidSwitchExternalPower"]?.string ?? "",
      actionDocked: properties["HandleLidSwitchDocked"]?.string ?? "ignore")
  }
}

extension Logind {
  /// The state of the lid, in one call.
  public func lidState(
    within limit: Duration = Connection.defaultTimeout
  ) throws(DBusError) -> LidState {
    let properties = try manager.properties(within: limit)
    guard properties["HandleLidSwitch"]?.string != nil else {
      throw DBusError(.invalidSignature, "the manager says nothing of HandleLidSwitch")
    }
    var state = LidState(properties)
    // A logind that knows of no lid leaves it to UPower.
    if properties["LidClosed"] == nil { state.closed = UPower(connection).isLidClosed }
    return state
  }
}
