import Support
import System
import Testing
import X11

struct DisplayTests {
  private let server: VirtualDisplay

  init() throws { server = try VirtualDisplay() }

  @Test func `atoms are those of the server`() throws {
    let display = try Display(server.name)
    let names = ["WM_NAME", "STRING", "_NET_A_NEW_ONE", "_NET_A_NEW_ONE"]
    let atoms = try display.atoms(names)
    #expect(atoms[0] == .name)
    #expect(atoms[1] == .string)
    #expect(atoms[2] == atoms[3])
    #expect(try display.names(of: atoms + [Atom(rawValue: 1 << 28)]) == names + [nil])
    #expect(try display.atoms(["_NET_NOBODY_HAS_THIS"], creating: false) == [.none])
  }

  @Test func `properties are read whole, however long`() throws {
    let client = try XClient(server)
    let window = try client.window()
    let long = (0..<200_000).map { UInt8($0 % 251) }
    // In pieces, as the test's client takes lines of a bounded length.
    let display = try Display(server.name)
    let own = display.makeWindow(Area(x: 0, y: 0, width: 1, height: 1))
    let sent = display.set(.name, of: own, to: Property(type: .string, format: 8, bytes: long))
    try display.check(sent)
    #expect(try display.property(.name, of: own)?.bytes == long)
    let numbers = (0..<5000).map { $0 * 7 }
    try client.set("WM_HINTS", of: window, type: "CARDINAL", numbers: numbers)
    let other = try Display(server.name)
    let read = try other.property(.hints, of: Window(rawValue: window))
    #expect(read?.cardinals?.map { Int($0) } == numbers)
    #expect(try other.property(.iconName, of: Window(rawValue: window)) == nil)
  }

  /// A window that dies between two requests spoils the answer for itself alone.
  @Test func `a dead window is an ordinary answer`() throws {
    let client = try XClient(server)
    let windows = try (0..<3).map { _ in try client.window() }
    for window in windows {
      try client.set("WM_NAME", of: window, type: "STRING", Array("w".utf8))
    }
    try client.destroy(windows[1])
    let display = try Display(server.name)
    let wanted = windows.map { Window(rawValue: $0) }
    let answers = try display.properties(wanted.map { PropertyName(.name, of: $0) })
    #expect(answers.map { $0 == .noWindow } == [false, true, false])
    #expect(try display.geometries(of: wanted).map { $0 == nil } == [false, true, false])
    #expect(try display.children(of: wanted).map { $0 == nil } == [false, true, false])
    let refused = #expect(throws: X11Error.self) {
      let sent = display.show(wanted[0])
      let dead = display.show(wanted[1])
      try display.check(sent, dead)
    }
    #expect(
      refused
        == .refused(RequestError(code: .window, request: 8, resource: windows[1])))
    // The connection goes on.
    try display.synchronise()
  }

  @Test func `the time is the server's, and goes on`() throws {
    let display = try Display(server.name)
    let first = try display.timestamp()
    sleep(for: .milliseconds(20))
    let second = try display.timestamp()
    #expect(second &- first >= 15)
    #expect(second &- first < 60_000)
  }

  @Test func `messages arrive as they were sent`() throws {
    let recorder = try XClient(server)
    try recorder.record()
    let display = try Display(server.name)
    let type = try display.atoms(["_NET_ACTIVE_WINDOW"])[0]
    let sent = display.send(
      ClientMessage(type, about: Window(rawValue: 0x1234), [2, 77, .max]))
    try display.check(sent)
    var events: [String] = []
    _ = try eventually {
      events += try recorder.events()
      return !events.isEmpty
    }
    let line = events.joined(separator: "\n")
    #expect(line.contains("_NET_ACTIVE_WINDOW"), "\(line)")
    #expect(line.contains("1234"), "\(line)")
  }

  @Test func `a server that ends is an error that is thrown`() throws {
    let display = try Display(server.name)
    try display.synchronise()
    server.kill()
    #expect(throws: X11Error.lost) {
      while true { try display.synchronise() }
    }
    #expect(throws: X11Error.lost) {
      try display.properties([PropertyName(.name, of: display.root)])
    }
    #expect(throws: X11Error.lost) { try display.nextEvent(until: .after(.seconds(5))) }
    #expect(throws: X11Error.lost) { try display.timestamp() }
  }
}
