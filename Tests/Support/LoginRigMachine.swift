import Foundation
import System

/// The machine around a rig's logind: its lid, its dock, its displays and its power.
extension LoginRig {
  /// A switch of the machine, by its number in `<linux/input-event-codes.h>`.
  public enum Switch: Int, Sendable {
    case lid = 0
    case dock = 5
  }

  /// A time of the day, in two hours, which no test reaches.
  public static var later: String {
    Date(timeIntervalSinceNow: 7200).formatted(
      Date.ISO8601FormatStyle(timeZone: .current).time(includingFractionalSeconds: false))
  }

  /// Closes or opens the lid, or puts the machine into its dock or out of it, and waits until
  /// logind knows.
  public func set(_ which: Switch, _ on: Bool) throws {
    try move(which, on)
    let name = which == .lid ? "LidClosed" : "Docked"
    guard try eventually({ try property(name) == "b \(on)" }) else {
      throw Unexpected("logind did not see \(name)=\(on)")
    }
    // A dock brings devices with it.
    if which == .dock { try tell("platform", of: "/devices/platform/dock.0") }
  }

  /// Moves a switch, and does not wait for a logind that may be busy.
  public func move(_ which: Switch, _ on: Bool) throws {
    let path = "\(directory)/switches"
    let before = Int(try String(contentsOfFile: path, encoding: .utf8).filter(\.isNumber)) ?? 0
    let bit = 1 << which.rawValue
    try "\(on ? before | bit : before & ~bit)".write(
      toFile: path, atomically: false, encoding: .utf8)
    try send(event(which, on))
  }

  /// Tells who listens of a device, as the kernel does.
  public func tell(_ subsystem: String, of path: String) throws {
    let outcome = try run(
      ["/usr/bin/python3", rig("device-event.py"), subsystem, path], in: .system, as: 0)
    guard outcome.code == 0 else { throw Unexpected("device-event.py: \(outcome)") }
  }

  /// Closes the lid for long enough to be seen, and opens it again.
  ///
  /// - Returns: for how long it was closed at most: on a busy machine that may be longer than meant.
  public func twitchLid() throws -> Duration {
    let clock = ContinuousClock()
    let begin = clock.now
    try send(event(.lid, true))
    sleep(for: .milliseconds(60))
    try send(event(.lid, false))
    return clock.now - begin
  }

  /// struct input_event: the time, EV_SW, the switch, its value.
  private func event(_ which: Switch, _ on: Bool) -> [UInt8] {
    [UInt8](repeating: 0, count: 16) + [5, 0, UInt8(which.rawValue), 0, on ? 1 : 0, 0, 0, 0]
  }

  /// Has logind and UPower read events.
  private func send(_ events: [UInt8]) throws {
    try send(events, to: "event0")
    // Where there is no UPower nobody reads it.
    try? send(events, to: "event1")
  }

  private func send(_ event: [UInt8], to device: String) throws {
    let file = try FileDescriptor(
      opening: "\(directory)/input/\(device)", [.writeOnly, .nonBlocking])
    try file.writeAll(event)
  }

  /// Attaches an external display or takes it away.
  public func set(externalDisplay on: Bool) throws {
    let card = "/sys/devices/virtual/drm/card0"
    let connector = "\(card)/card0-HDMI-A-1"
    try root(
      on
        ? """
        mkdir -p \(connector)
        echo DEVTYPE=drm_minor >\(card)/uevent
        printf 'DEVTYPE=drm_connector\n' >\(connector)/uevent
        echo connected >\(connector)/status
        echo enabled >\(connector)/enabled
        ln -sfn /sys/class/drm \(card)/subsystem
        ln -sfn /sys/class/drm \(connector)/subsystem
        ln -sfn \(card) /sys/class/drm/card0
        ln -sfn \(connector) /sys/class/drm/card0-HDMI-A-1
        """ : "rm -rf \(connector) /sys/class/drm/card0-HDMI-A-1")
    try tell("drm", of: "/devices/virtual/drm/card0")
    guard try eventually({ try property("Docked") == "b \(on)" }) else {
      throw Unexpected("logind did not see the display")
    }
  }

  /// Gives the machine a battery with `percent` in it, and the mains or not.
  public func set(mains: Bool, battery percent: Int) throws {
    try root(
      """
      cd /sys/class/power_supply
      for name in AC BAT0; do
        device=/sys/devices/virtual/power_supply/$name
        mkdir -p $device
        touch $device/uevent
        ln -sfn /sys/class/power_supply $device/subsystem
        ln -sfn $device $name
      done
      echo Mains >AC/type; echo \(mains ? 1 : 0) >AC/online
      echo Battery >BAT0/type; echo \(percent) >BAT0/capacity
      echo 1 >BAT0/present; echo System >BAT0/scope
      echo \(mains ? "Charging" : "Discharging") >BAT0/status
      """)
    try tell("power_supply", of: "/devices/virtual/power_supply/AC")
    guard try eventually({ try property("OnExternalPower") == "b \(mains)" }) else {
      throw Unexpected("logind did not see the power")
    }
  }
}
