import Glibc
import Support
import Testing
import X11

/// The witness is xrandr(1).
struct MonitorTests {
  @Test func `monitors are those that xrandr lists`() throws {
    let server = try VirtualDisplay()
    let display = try Display(server.name)
    let whole = try display.monitors()
    #expect(whole.map { $0.area } == [Area(x: 0, y: 0, width: 1280, height: 720)])
    for monitor in ["left 640/160x720/180+0+0 screen", "right 640/160x720/180+640+0 none"] {
      let outcome = try run(
        ["xrandr", "--setmonitor"] + monitor.split(separator: " ").map(String.init),
        variables: server.variables)
      #expect(outcome.code == 0, "\(outcome)")
    }
    let monitors = try display.monitors()
    #expect(monitors.map { $0.name } == ["left", "right"])
    #expect(
      monitors.map { $0.area } == [
        Area(x: 0, y: 0, width: 640, height: 720), Area(x: 640, y: 0, width: 640, height: 720),
      ])
    let listed = try run(["xrandr", "--listmonitors"], variables: server.variables).output
    for monitor in monitors { #expect(listed.contains(monitor.name), "\(listed)") }
  }

  @Test func `a server without the extension has none`() throws {
    let plain = try VirtualDisplay(without: ["RANDR", "X-Resource"])
    let display = try Display(plain.name)
    #expect(try display.monitors() == [])
    #expect(try display.processes(of: [display.root]) == [nil])
    try display.synchronise()
  }

  /// What a client says of itself in `_NET_WM_PID` may be another's number.
  @Test func `the server knows the process of a window`() throws {
    let server = try VirtualDisplay()
    let client = try XClient(server)
    let window = try client.open("lies", process: 1)
    let display = try Display(server.name)
    let own = display.makeWindow(Area(x: 0, y: 0, width: 1, height: 1))
    try display.synchronise()
    let processes = try display.processes(of: [Window(rawValue: window), own])
    let name = try processes[0].map { try shell("cat /proc/\($0)/comm") }
    #expect(name == "xclient\n")
    #expect(processes[1] == Int(getpid()))
    // No client has this number.
    #expect(try display.processes(of: [Window(rawValue: 0x1f00_0001)]) == [nil])
  }
}
