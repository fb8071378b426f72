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
    let refused = #expect(throws: Failure.self) {
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
    #expect(throws: Failure.lost) {
      while true { try display.synchronise() }
    }
    #expect(throws: Failure.lost) {
      try display.properties([PropertyName(.name, of: display.root)])
    }
    #expect(throws: Failure.lost) { try display.nextEvent(until: .after(.seconds(5))) }
    #expect(throws: Failure.lost) { try display.timestamp() }
  }

  @Test func `no server, and what is no name, are told apart`() {
    #expect(throws: Failure.noDisplay(":4242", .nothingListens)) { try open(":4242") }
    #expect(throws: Failure.noDisplay("nonsense", .badName)) { try open("nonsense") }
    #expect(throws: Failure.noDisplay("", .badName)) { try open("") }
  }

  /// An Xwayland that is started on demand listens before it runs.
  @Test func `a server that says nothing is given up`() throws {
    let socket = try Background([
      "python3", "-c",
      "import socket,time; s=socket.socket(socket.AF_UNIX); s.bind('\\0/tmp/.X11-unix/X4243');"
        + " s.listen(); print('ready', flush=True); time.sleep(60)",
    ])
    try socket.ready { socket.output.hasPrefix("ready") }
    #expect(throws: Failure.noDisplay(":4243", .silent)) {
      try open(":4243", patience: .milliseconds(200))
    }
  }

  /// A stopped process keeps its connections, and answers nothing.
  @Test func `a server that stops answering is given up`() throws {
    let stopped = try Background(["Xvfb", "-displayfd", "1", "-ac", "-nolisten", "tcp"])
    try stopped.ready { stopped.output.hasSuffix("\n") }
    let name = ":" + stopped.output.split(separator: "\n")[0]
    let display = try Display(name, patience: .milliseconds(200))
    try shell("kill -STOP \(stopped.process)")
    #expect(throws: Failure.timedOut) { try display.synchronise() }
    #expect(throws: Failure.timedOut) { try display.timestamp() }
    #expect(throws: Failure.noDisplay(name, .silent)) {
      try open(name, patience: .milliseconds(200))
    }
    try shell("kill -CONT \(stopped.process)")
    let patient = try Display(name)
    try patient.synchronise()
  }

  @Test func `a server that wants a cookie gets it, and refuses without`() throws {
    let scratch = try Scratch()
    let cookies = scratch.path("cookies")
    try shell("xauth -q -f \(cookies) add :0 . 00112233445566778899aabbccddeeff")
    let guarded = try Background([
      "Xvfb", "-displayfd", "1", "-auth", cookies, "-noreset", "-nolisten", "tcp",
    ])
    try guarded.ready { guarded.output.hasSuffix("\n") }
    let name = ":" + guarded.output.split(separator: "\n")[0]
    // The server takes cookies of any number; the client looks for its own.
    try shell("xauth -q -f \(cookies) add \(name) . 00112233445566778899aabbccddeeff")
    #expect(try Display(name, authority: cookies).width > 0)
    #expect(throws: Failure.noDisplay(name, .notAllowed)) { try open(name) }
  }

  private func open(_ name: String, patience: Duration = .seconds(5)) throws(Failure) {
    _ = try Display(name, patience: patience)
  }
}
