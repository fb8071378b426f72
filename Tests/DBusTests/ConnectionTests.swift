import Support
import System
import Testing

@testable import DBus

@Suite struct ConnectionTests {
  @Test func `asks the bus`() throws {
    let bus = try PrivateBus()
    let connection = try Connection(Bus(address: bus.address))
    let reply = try Proxy(
      connection, "org.freedesktop.DBus", path: "/org/freedesktop/DBus"
    ).call("GetNameOwner", [.string("org.freedesktop.DBus")], returning: "s")
    #expect(reply == [.string("org.freedesktop.DBus")])
    let names = try shell("busctl --address='\(bus.address)' list --no-legend --no-pager")
    #expect(names.contains(connection.uniqueName + " "))
  }

  @Test func `throws the error of a reply`() throws {
    let bus = try PrivateBus()
    let connection = try Connection(Bus(address: bus.address))
    #expect(try connection.owner(of: "nobody.here") == nil)
    let failure = #expect(throws: DBusError.self) {
      try Proxy(connection, "nobody.here", path: "/").call("Nothing")
    }
    #expect(failure?.name == .serviceUnknown)
  }

  @Test(arguments: [
    "unix:path=/nonexistent/bus", "nonsense", "", "unix:path=/dev/null", "tcp:host=0,port=zz",
  ])
  func `throws where nobody listens`(address: String) {
    #expect(throws: DBusError.self) { _ = try Connection(Bus(address: address)) }
  }

  /// A bus that takes the connection and says nothing must not hold the caller up.
  @Test func `gives up on a silent bus`() throws {
    let scratch = try Scratch()
    let silent = ChildBox(
      try Child([
        "/usr/bin/python3", "-c",
        // It has its name once it listens.
        "import os,socket,time; s=socket.socket(socket.AF_UNIX); s.bind('\(scratch.path("new"))'); "
          + "s.listen(); os.rename('\(scratch.path("new"))', '\(scratch.path("bus"))'); "
          + "c=s.accept(); time.sleep(60)",
      ]))
    defer { withExtendedLifetime(silent) {} }
    #expect(eventually { (try? Status(of: scratch.path("bus"))) != nil })
    let failure = #expect(throws: DBusError.self) {
      _ = try Connection(
        Bus(address: "unix:path=\(scratch.path("bus"))"), within: .milliseconds(200))
    }
    #expect(failure?.name == .noReply)
  }

  @Test func `throws when the bus is lost`() throws {
    let bus = try PrivateBus()
    let connection = try Connection(Bus(address: bus.address))
    try bus.kill()
    let loop = Loop()
    try connection.attach(to: loop)
    let failure = #expect(throws: DBusError.self) { try loop.run() }
    #expect(failure?.name == .disconnected)
    #expect(throws: DBusError.self) { try connection.owner(of: "a.b") }
  }

  @Test(arguments: [
    ("bad name", "/", "a.b", "C", []), ("a.b", "no/path", "a.b", "C", []),
    ("a.b", "/", "nodots", "C", []), ("a.b", "/", "a.b", "no.member", []),
    ("a.b", "/", "a.b", "C", [Value.string("a\0b")]), ("a.b", "/", "a.b", "C", [.objectPath("x")]),
    ("a.b", "/", "a.b", "C", [.signature("!")]),
    ("a.b", "/", "a.b", "C", [.array([.byte(1)], of: "s")]),
    ("a.b", "/", "a.b", "C", [.structure([])]),
  ])
  func `refuses what cannot be sent`(
    name: String, path: String, interface: String, method: String, arguments: [Value]
  ) {
    let failure = #expect(throws: DBusError.self) {
      _ = try Message(
        to: name, path: path, interface: interface, method: method, arguments: arguments)
    }
    #expect(failure?.name == .invalidArguments)
  }
}
