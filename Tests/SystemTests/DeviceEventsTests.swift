import Foundation
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
    // NETLINK_KOBJECT_UEVENT is 15, and the kernel's own group the first.
    let sockets = try String(contentsOfFile: "/proc/net/netlink", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ") }
      .filter { $0[1] == "15" && UInt32($0[3], radix: 16).map { $0 & 1 } == 1 }
      .map { "socket:[\($0[$0.count - 1])]" }
    let files = FileManager.default
    let own = try files.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
      try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    #expect(!Set(sockets).isDisjoint(with: own))
    withExtendedLifetime(events) {}
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
