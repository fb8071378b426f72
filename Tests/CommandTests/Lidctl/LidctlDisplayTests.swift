import Support
import System
import Testing

/// A lid and external displays, on a real logind with a simulated lid, dock and displays.
@Suite(.serialized) struct LidctlDisplayTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.set(externalDisplay: false)
    try rig.set(mains: true, battery: 80)
  }

  @discardableResult
  private func lidctl(_ words: String...) throws -> Outcome { try rig.run(["lidctl"] + words) }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") && $0.contains("handle-lid-switch") }
  }

  /// systemd#37760.
  @Test func `locks when the last display goes with the lid closed`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    #expect(try lidctl("on").code == 0)
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    try rig.unlock()
    sleep(for: .milliseconds(600))
    #expect(try !rig.isLocked())
    try rig.set(externalDisplay: false)
    try rig.set(mains: false, battery: 80)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    #expect(try lidctl("status").output.contains("the last display or the dock went"))
  }

  /// cosmic-comp#19.
  @Test func `leaves a closed lid alone at a display`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    try rig.set(.lid, true)
    #expect(try lidctl("on").code == 0)
    #expect(try holds())
    sleep(for: .seconds(1))
    #expect(try !rig.isLocked())
    // Without a display a lid that is closed already is locked.
    try rig.set(.lid, false)
    #expect(try lidctl("off").code == 0)
    try rig.set(externalDisplay: false)
    #expect(try lidctl("on", "--only", "ac").code == 0)
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
  }

  /// The same where the hold begins with the mains.
  @Test func `leaves a closed lid alone when the mains come`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    try rig.set(mains: false, battery: 80)
    try rig.set(.lid, true)
    let on = try lidctl("on", "--only", "ac")
    #expect(on.output.hasPrefix("inactive now (not on external power)"), "\(on)")
    for _ in 1...2 {
      #expect(try !holds())
      try rig.set(mains: true, battery: 80)
      #expect(try eventually { try holds() })
      #expect(rig.staysAwake())
      #expect(try !rig.isLocked())
      try rig.set(mains: false, battery: 80)
      #expect(try eventually { try !holds() })
    }
    try rig.set(mains: true, battery: 80)
    #expect(try eventually { try holds() })
    #expect(locker.output == "ready\n")
    try rig.set(externalDisplay: false)
    #expect(try eventually { try rig.isLocked() })
    #expect(locker.output == "ready\nlock\n")
  }

  @Test func `is active only without a display`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.set(externalDisplay: true)
    let on = try lidctl("on", "--unless", "external-display")
    #expect(
      on.output
        == "inactive now (an external display is in use); once active, closing the lid locks the "
        + "screen, and nothing else\n")
    try rig.set(.lid, true)
    sleep(for: .milliseconds(800))
    #expect(try !rig.isLocked())
    let before = rig.suspends
    try rig.set(externalDisplay: false)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.suspends == before)
  }

  private static let connectors = [
    "VGA-1", "DVI-I-1", "DVI-D-1", "DVI-A-1", "Composite-1", "SVIDEO-1", "Component-1", "DIN-1",
    "DP-1", "HDMI-A-2", "HDMI-B-1", "TV-1", "eDP-1", "LVDS-1", "DSI-1", "Virtual-1", "USB-1",
    "Unknown-1", "SPI-1", "DPI-1",
  ]

  /// Each kind of connector in turn, on one machine.
  @Test func `agrees with logind about displays`() throws {
    try rig.set(externalDisplay: true)
    try rig.root(
      """
      rm -rf /sys/devices/virtual/drm/card0/card0-HDMI-A-1 /sys/class/drm/card0-HDMI-A-1
      chmod 777 /sys/devices/virtual/drm/card0 /sys/class/drm
      """)
    let looked = try rig.run(
      [
        "bash", "-c",
        """
        for connector; do
          name=card0-$connector place=/sys/devices/virtual/drm/card0/card0-$connector
          mkdir $place
          echo DEVTYPE=drm_connector >$place/uevent
          echo connected >$place/status
          echo enabled >$place/enabled
          ln -s /sys/class/drm $place/subsystem
          ln -s $place /sys/class/drm/$name
          echo "$connector: $(busctl get-property org.freedesktop.login1 /org/freedesktop/login1 \
            org.freedesktop.login1.Manager Docked): $(lidctl on --only external-display)"
          rm -r $place /sys/class/drm/$name
        done
        """, "bash",
      ] + Self.connectors)
    let lines = looked.output.split(separator: "\n").filter { $0.contains(": b ") }
    #expect(lines.count == Self.connectors.count, "\(looked)")
    for line in lines {
      let isDocked = line.contains(": b true: ")
      #expect(line.contains(": closing the lid ") == isDocked, "\(line)")
      #expect(line.contains(": inactive now ") != isDocked, "\(line)")
    }
    #expect(lines.contains { $0.hasPrefix("HDMI-B-1: b true") }, "\(looked)")
    #expect(lines.contains { $0.hasPrefix("USB-1: b false") }, "\(looked)")
  }
}
