public import System

/// A message bus of its own, by the real dbus-daemon; killed when it goes.
public final class PrivateBus: Sendable {
  /// The bus's address.
  public let address: String
  public let process: Int32
  private let child: ChildBox

  public init() throws {
    let scratch = try Scratch()
    let output = try FileDescriptor(opening: scratch.path("address"), [.readWrite, .create])
    let child = ChildBox(
      try Child(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        output: .descriptor(output.rawValue)))
    process = child.child.process
    self.child = child
    var address = ""
    let up = try eventually {
      address = String(decoding: try contents(of: scratch.path("address")), as: UTF8.self)
      return address.hasSuffix("\n")
    }
    guard up else { throw Unexpected("dbus-daemon said no address in time") }
    self.address = String(address.dropLast())
  }

  /// Ends the bus, as a crash would.
  public func kill() throws { try child.child.send(.kill) }
}

/// A child that is killed with its owner.
public final class ChildBox: Sendable {
  public let child: Child
  public init(_ child: consuming Child) { self.child = child }

  deinit {
    try? child.send(.kill)
    _ = try? child.wait(until: .after(.seconds(5)))
  }
}
