import System
import Testing

@Suite struct DeviceEventsTests {
  @Test(arguments: [
    ("change@/devices/a\0ACTION=change\0SUBSYSTEM=drm\0SEQNUM=1\0", "drm"),
    ("SUBSYSTEM=power_supply", "power_supply"), ("SUBSYSTEM=\0", ""),
    ("add@/x\0XSUBSYSTEM=drm\0", nil), ("", nil), ("\0\0\0", nil),
  ])
  func `reads the subsystem`(event: String, subsystem: String?) {
    #expect(DeviceEvents.subsystem(of: Array(event.utf8)) == subsystem)
  }

  @Test func `listens to the kernel`() throws {
    let events = try DeviceEvents()
    // Whatever has come until now: it does not wait for more.
    _ = events.subsystems()
  }

  @Test func `counts from the start`() throws {
    let loop = Loop()
    var seen: [Int] = []
    try loop.sinceBoot(seconds: Clock.bootTime + 1) { seen.append(Clock.bootTime) }
    try loop.sinceBoot(seconds: 0) { seen.append(0) }
    let end = Clock.bootTime + 1
    try loop.run()
    #expect(seen.count == 2 && seen[0] == 0 && seen[1] >= end)
  }
}
