import DBus
import System

/// Whether what the lid is held for only is the case, and when that may have changed.
struct Conditions {
  let settings: LidSettings
  let machine: Sysfs

  /// What keeps them from being met, in words, or nothing.
  ///
  /// - Throws: when logind does not say.
  func obstacle(_ logind: Logind) throws(DBusError) -> String {
    guard settings.areConditional else { return "" }
    let state = try logind.lidState()
    if settings.only.contains(.ac), !state.externalPower { return "not on external power" }
    if settings.only.contains(.docked), !state.docked { return "not docked" }
    if settings.only.contains(.externalDisplay), !machine.hasExternalDisplay {
      return "no external display"
    }
    if isBatteryLow, !state.externalPower, let percent = machine.battery {
      return "the battery is at \(percent) %, below \(settings.minimumBattery) %"
    }
    return ""
  }

  /// Whether the battery is below what was chosen, whatever feeds the machine.
  var isBatteryLow: Bool {
    guard settings.minimumBattery > 0, let percent = machine.battery else { return false }
    return percent < settings.minimumBattery
  }

  /// The kernel's devices that they depend on. The switch of a dock has no news of its own, but a
  /// dock brings devices with it.
  static let subsystems: Set<String> = [
    "drm", "power_supply", "platform", "usb", "thunderbolt", "typec", "pci", "acpi", "wmi",
  ]
}

/// Calls back when something has changed that conditions may depend on: by the kernel's news of
/// its devices, so that nothing is looked at in between.
final class ConditionWatch {
  private let loop: Loop
  private let body: () throws -> Void
  private var devices: Loop.Registration?
  private var again: [Loop.Registration] = []
  private var minute: Loop.Registration?

  /// - Parameter looking: looks each minute as well, for a battery of which nobody tells: there is
  ///   no UPower, and not every battery is in the kernel's news.
  /// - Throws: when the kernel gives no news of its devices.
  init(_ loop: Loop, looking: Bool, _ body: @escaping () throws -> Void) throws(Errno) {
    self.loop = loop
    self.body = body
    devices = loop.on(try DeviceEvents()) { [unowned self] subsystems in
      if !subsystems.isDisjoint(with: Conditions.subsystems) { try look() }
    }
    if looking { try wait() }
  }

  private func wait() throws(Errno) {
    minute = try loop.after(.seconds(60)) { [unowned self] in
      try body()
      try wait()
    }
  }

  deinit {
    for registration in again { loop.cancel(registration) }
    for registration in [devices, minute] { registration.map(loop.cancel) }
  }

  /// Looks now, and twice more: the news come as soon as the kernel knows, when firmware, udev and
  /// logind may not have followed yet.
  func look() throws {
    for registration in again { loop.cancel(registration) }
    again = []
    for delay in [Duration.milliseconds(300), .seconds(2)] {
      again.append(try loop.after(delay) { [unowned self] in try body() })
    }
    try body()
  }
}
