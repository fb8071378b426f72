import Foundation
import Support
import System
import Testing

@testable import DBus

@Suite struct ServiceTests {
  /// Every type there and back, once by our own service and once as busctl sees it.
  static let everything: [Value] = [
    .byte(7), .boolean(true), .int16(-3), .uint16(3), .int32(-70000), .uint32(70000),
    .int64(-5_000_000_000), .uint64(5_000_000_000), .double(1.5), .string("naïve"),
    .objectPath("/a/b"), .signature("a{sv}"), .variant(.array([.string("x")], of: "s")),
    .array([], of: "(si)"), .structure([.string("a"), .int32(1)]),
    .array([.dictEntry(.string("k"), .variant(.uint32(9)))], of: "{sv}"),
  ]

  /// Runs a service with an object at `/thing` while `body` runs in another program.
  private func serving(_ bus: PrivateBus, _ script: String) throws -> Outcome {
    let connection = try Connection(Bus(address: bus.address))
    #expect(try connection.requestName("org.example.Thing"))
    #expect(try Connection(Bus(address: bus.address)).requestName("org.example.Thing") == false)
    let loop = Loop()
    let types = Self.everything.map(\.signature).joined()
    try connection.export(
      "/thing",
      [
        Interface(
          "org.example.Thing",
          methods: [
            .init("Echo", takes: "s", gives: "s") { $0 },
            .init("Everything", gives: types) { _ in Self.everything },
            .init("Fail") { (_) throws(DBusError) in
              throw DBusError(ErrorName(rawValue: "org.example.No"), "not now")
            },
            .init("Poke") { (_) throws(DBusError) in
              try connection.emit("Poked", of: "org.example.Thing", at: "/thing", [.int32(4)])
              return []
            },
          ],
          properties: [.init("Size", "u") { .uint32(12) }],
          signals: [.init("Poked", "i")])
      ])
    try connection.attach(to: loop)
    let scratch = try Scratch()
    let output = try FileDescriptor(opening: scratch.path("o"), [.readWrite, .create])
    let child = try Child(
      ["timeout", "20", "bash", "-c", script],
      environment: environment([
        "DBUS_SESSION_BUS_ADDRESS": bus.address, "BUS": "busctl --address=\(bus.address)",
      ]), output: .descriptor(output.rawValue), error: .descriptor(output.rawValue))
    var code: Int32 = -1
    loop.on(endOf: child) { end in
      code = end.code
      loop.stop()
    }
    try loop.run()
    return Outcome(
      output: String(decoding: try File.read(scratch.path("o")), as: UTF8.self), code: code)
  }

  @Test(arguments: [
    ("$BUS call org.example.Thing /thing org.example.Thing Echo s 'a b'", "s \"a b\"\n", Int32(0)),
    ("$BUS get-property org.example.Thing /thing org.example.Thing Size", "u 12\n", 0),
    (
      "$BUS call org.example.Thing /thing org.example.Thing Everything",
      "ybnqiuxtdsogva(si)(si)a{sv} 7 true -3 3 -70000 70000 -5000000000 5000000000 1.5 \"na\\303\\257ve\" "
        + "\"/a/b\" \"a{sv}\" as 1 \"x\" 0 \"a\" 1 1 \"k\" u 9\n", 0
    ),
    (
      "$BUS call org.example.Thing /thing org.example.Thing Echo i 1",
      "Call failed: Echo takes \"s\", not \"i\"\n", 1
    ),
    ("$BUS call org.example.Thing /thing org.example.Thing Fail", "Call failed: not now\n", 1),
    (
      "$BUS call org.example.Thing /nowhere org.example.Thing Fail",
      "Call failed: there is no object at /nowhere\n", 1
    ),
    ("$BUS tree --list org.example.Thing", "/\n/thing\n", 0),
  ])
  func `answers busctl`(script: String, output: String, code: Int32) throws {
    let outcome = try serving(PrivateBus(), script)
    #expect(outcome == Outcome(output: output, code: code), "\(outcome)")
  }

  @Test func `introspects`() throws {
    let said = try serving(
      PrivateBus(), "$BUS introspect org.example.Thing /thing org.example.Thing --no-legend"
    ).output
    for line in [".Echo", ".Poke", ".Size", ".Poked"] { #expect(said.contains(line)) }
  }

  @Test func `sends and hears signals`() throws {
    let bus = try PrivateBus()
    let listener = try Connection(Bus(address: bus.address))
    var heard: [[Value]] = []
    try listener.subscribe(
      MatchRule(sender: "org.example.Thing", interface: "org.example.Thing", member: "Poked")
    ) { heard.append($0.values) }
    // Somebody who is not the owner of the name sends the same signal: it is dropped.
    let script = """
      $BUS emit /thing org.example.Thing Poked i 99
      $BUS call org.example.Thing /thing org.example.Thing Poke
      """
    #expect(try serving(bus, script).code == 0)
    let done = try listener.wait(until: .after(.seconds(5))) { !heard.isEmpty }
    #expect(done)
    #expect(heard == [[.int32(4)]])
  }
}

/// Signals that anybody on a bus may send to anybody.
@Suite struct UnwantedSignalTests {
  /// In a process of its own, whose memory the kernel tells. A byte that is read takes fifty.
  @Test func `an unwanted one is not read`() async throws {
    await #expect(processExitsWith: .exitCode(0)) {
      exit(try Self.peak(subscribingTo: "Wanted") < 200 << 10 ? 0 : 3)
    }
  }

  /// Nor one that is wanted, with more in it than anybody reads.
  @Test func `an immense one is dropped`() async throws {
    await #expect(processExitsWith: .exitCode(0)) {
      exit(try Self.peak(subscribingTo: "Immense") < 200 << 10 ? 0 : 3)
    }
  }

  /// The most memory in kilobytes that it took to get a signal of 16 megabytes, and one behind it.
  private static func peak(subscribingTo member: String) throws -> Int {
    let bus = try PrivateBus()
    let listener = try Connection(Bus(address: bus.address))
    var hasEnded = false
    try listener.subscribe(MatchRule(interface: "org.example.Noise", member: member)) { _ in }
    try listener.subscribe(MatchRule(interface: "org.example.Noise", member: "End")) { _ in
      hasEnded = true
    }
    let noise = try Child(
      [
        "/usr/bin/python3", "-c",
        """
        import dbus, dbus.lowlevel, sys
        bus = dbus.SessionBus()
        for member, count in (('Immense', 16 << 20), ('End', 0)):
          signal = dbus.lowlevel.SignalMessage('/', 'org.example.Noise', member)
          signal.set_destination(sys.argv[1])
          signal.append(dbus.ByteArray(bytes(count)))
          bus.send_message(signal)
        bus.flush()
        """, listener.uniqueName,
      ], environment: environment(["DBUS_SESSION_BUS_ADDRESS": bus.address]))
    guard try listener.wait(until: .after(.seconds(30)), for: { hasEnded }) else { return .max }
    _ = try noise.wait()
    let status = String(decoding: try File.read("/proc/self/status"), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? .max
  }
}

@Suite struct DescriptorTests {
  /// The descriptor is ours alone, close-on-exec, and closed with its last holder.
  @Test func `owns what comes`() throws {
    let bus = try PrivateBus()
    let scratch = try Scratch()
    let service = ChildBox(
      try Child(
        ["/usr/bin/python3", "-c", Self.service],
        environment: environment([
          "DBUS_SESSION_BUS_ADDRESS": bus.address, "READY": scratch.path("ready"),
        ])))
    defer { withExtendedLifetime(service) {} }
    #expect(eventually { (try? Status(of: scratch.path("ready"))) != nil })
    let connection = try Connection(Bus(address: bus.address))
    let pipe = Proxy(connection, "org.example.Pipe", path: "/")
    let call = { try pipe.call($0, returning: $1) }
    do {
      let reply = try call("Take", "h")
      let descriptor = try #require(reply.first?.descriptor)
      #expect(descriptor.file.rawValue > 2)
      #expect(try call("IsOpen", "b") == [.boolean(true)])
    }
    #expect(try call("IsOpen", "b") == [.boolean(false)])
    // A reply of other types than asked for is an error, whatever it holds.
    let failure = #expect(throws: DBusError.self) { _ = try call("Take", "s") }
    #expect(failure?.name == .invalidSignature)
  }

  /// Hands out the write end of a pipe, and sees by its read end whether that is still open.
  private static let service = """
    import dbus, dbus.service, dbus.mainloop.glib, os, select
    from gi.repository import GLib
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus(); name = dbus.service.BusName('org.example.Pipe', bus)
    class Pipe(dbus.service.Object):
      @dbus.service.method('org.example.Pipe', out_signature='h')
      def Take(self):
        self.r, w = os.pipe(); fd = dbus.types.UnixFd(w); os.close(w); return fd
      @dbus.service.method('org.example.Pipe', out_signature='b')
      def IsOpen(self):
        poll = select.poll(); poll.register(self.r, select.POLLIN)
        return not any(event & select.POLLHUP for _, event in poll.poll(100))
    Pipe(bus, '/'); open(os.environ['READY'], 'w').close(); GLib.MainLoop().run()
    """
}
