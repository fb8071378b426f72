import Settings

/// The screen's brightness follows the light in the room.
struct BrightnessWanders: SettingQuirk {
  let name = "brightness-wanders"
  let title = "the brightness of the screen changes by itself"
  let explanation = """
    On a machine with an ambient light sensor GNOME adjusts the brightness of the screen to the \
    light in the room, also for each cloud and each hand over the sensor. The fix switches that \
    off, so that the brightness stays as you set it.
    """
  let key = SettingKey("org.gnome.settings-daemon.plugins.power", "ambient-enabled")
  let wanted = Value.boolean(false)

  func whyNot(_ context: QuirkContext) -> Evidence? {
    let devices = "/sys/bus/iio/devices"
    let sensors = context.names(in: devices).filter { device in
      context.names(in: "\(devices)/\(device)").contains { $0.hasPrefix("in_illuminance") }
    }
    return sensors.isEmpty ? .session(.noLightSensor) : nil
  }

  func evidence(_ now: Value) -> [Evidence] {
    [.session(.followsLight(key, value: "\(now)"))]
  }
}
