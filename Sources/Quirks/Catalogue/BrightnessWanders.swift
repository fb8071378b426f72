import Settings

/// The screen's brightness follows the light in the room.
struct BrightnessWanders: SettingQuirk {
  let name = "brightness-wanders"
  let title = "the brightness of the screen changes by itself"
  let explanation = """
    A machine with a sensor for the light in the room has GNOME make its screen darker and brighter \
    by it, and many find it wrong: it wanders with each cloud and hand. The fix switches that off, \
    so that the brightness stays as it is set.
    """
  let key = SettingKey("org.gnome.settings-daemon.plugins.power", "ambient-enabled")
  let wanted = Value.boolean(false)

  func whyNot(_ context: QuirkContext) -> String? {
    let devices = "/sys/bus/iio/devices"
    let sensors = context.names(in: devices).filter { device in
      context.names(in: "\(devices)/\(device)").contains { $0.hasPrefix("in_illuminance") }
    }
    return sensors.isEmpty ? "this machine has no sensor for the light in the room" : nil
  }

  func evidence(_ now: Value) -> [String] {
    ["there is a sensor for the light in the room, and \(key) is \(now)"]
  }
}
