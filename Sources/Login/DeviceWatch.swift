import System

/// Calls back when the power, a display or a dock may have changed, by the kernel's device events.
final class DeviceWatch {
  private let loop: Loop
  private let body: () -> Void
  private var devices: Loop.Registration?
  private var again: [Loop.Registration] = []
  private var minute: Loop.Registration?

  /// - Parameter looking: calls back each minute as well, for a battery that sends no events where
  ///   there is no UPower.
  /// - Throws: if the kernel gives no device events.
  init(_ loop: Loop, looking: Bool, _ body: @escaping () -> Void) throws(Errno) {
    self.loop = loop
    self.body = body
    devices = loop.on(try DeviceEvents()) { [unowned self] subsystems in
      if !subsystems.isDisjoint(with: Self.subsystems) { settle() }
    }
    if looking { try wait() }
  }

  private func wait() throws(Errno) {
    minute = try loop.after(.seconds(60)) { [unowned self] in
      body()
      try wait()
    }
  }

  /// The subsystems of power, displays and docks. The switch of a dock has no event of its own, but
  /// a dock brings devices with it.
  private static let subsystems: Set<String> = [
    "drm", "power_supply", "platform", "usb", "thunderbolt", "typec", "pci", "acpi", "wmi",
  ]

  deinit {
    for registration in again { loop.cancel(registration) }
    for registration in [devices, minute] { registration.map(loop.cancel) }
  }

  /// Calls back now, and twice more: the kernel's event comes before firmware, udev and logind
  /// have followed.
  func settle() {
    for registration in again { loop.cancel(registration) }
    again = []
    for delay in [Duration.milliseconds(300), .seconds(2)] {
      if let registration = try? loop.after(delay, { [unowned self] in body() }) {
        again.append(registration)
      }
    }
    body()
  }
}
