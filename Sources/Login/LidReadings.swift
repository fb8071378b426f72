import DBus

/// The readings of logind and the kernel at one moment.
public struct LidReadings: Hashable, Sendable {
  public var closed = false
  public var docked = false
  public var externalPower = false
  public var externalDisplay = false
  /// The percentage of the fullest battery.
  public var battery: Int?
  /// The hottest thermal zone, in degrees Celsius.
  public var temperature: Int?
  /// What logind does now with a closed lid that nobody holds: `suspend`, `ignore`…
  public var action = "suspend"

  public init() {}

  /// Whether a closed lid is all that shows of the machine: no dock, no external display.
  public var isCarried: Bool { closed && !docked }
}

extension LidReadings {
  /// - Parameter hottest: reads the thermal zones as well.
  init(_ logind: Logind, _ sysfs: Sysfs, hottest: Bool = false) throws(DBusError) {
    self.init()
    // Who reads asks again.
    let state = try logind.lidState(within: .seconds(2))
    closed = state.closed
    docked = state.docked
    externalPower = state.externalPower
    externalDisplay = sysfs.hasExternalDisplay
    battery = sysfs.battery
    if hottest { temperature = sysfs.temperature }
    action = state.actionNow
  }
}
