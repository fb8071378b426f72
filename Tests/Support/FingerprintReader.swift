import Foundation
import Synchronization

/// The real fprintd with one of libfprint's virtual readers, on a system bus of its own where a
/// stand-in for polkit decides.
public final class FingerprintReader: Sendable {
  /// What stands before `/var/lib/fprint`, where the service keeps its prints.
  public let root: String
  private let scratch: Scratch
  private let bus: PrivateBus
  private let polkit: Background
  private let logind: Background?
  private let service: Mutex<Background>
  private let hand: Conversation
  private let kinds: [String]
  private let isOneMake: Bool

  /// - Parameters:
  ///   - kinds: the variables of libfprint that make a reader each: `FP_VIRTUAL_DEVICE`, and
  ///     `FP_VIRTUAL_DEVICE_STORAGE` for one that has a memory of its own. ``does(_:)`` is for the
  ///     first.
  ///   - isOneMake: they all have the name of one.
  ///   - hasLogind: with a stand-in for logind, which tells the service when the machine sleeps.
  public init(
    _ kinds: String..., isOneMake: Bool = false, hasLogind: Bool = false
  ) throws {
    self.kinds = kinds.isEmpty ? ["FP_VIRTUAL_DEVICE"] : kinds
    self.isOneMake = isOneMake
    scratch = try Scratch()
    root = scratch.path("root")
    try Support.shell("mkdir -p '\(root)/var/lib/fprint' home", directory: scratch.path)
    bus = try PrivateBus(variables: ["HOME": scratch.path("home")])
    polkit = try Self.mock("polkitd", owning: "org.freedesktop.PolicyKit1", on: bus)
    logind =
      hasLogind ? try Self.mock("logind", owning: "org.freedesktop.login1", on: bus) : nil
    service = Mutex(
      try Self.start(self.kinds, isOneMake: isOneMake, in: scratch, on: bus))
    hand = try Conversation(["/usr/bin/python3", rig("touch-reader.py"), scratch.path("reader0")])
    try allow(true)
  }

  /// Starts the service, and waits until it is there.
  private static func start(
    _ kinds: [String], isOneMake: Bool, in scratch: Scratch, on bus: PrivateBus
  ) throws -> Background {
    var variables = [
      "DBUS_SYSTEM_BUS_ADDRESS": bus.address,
      "STATE_DIRECTORY": scratch.path("root/var/lib/fprint"),
    ]
    for (number, kind) in kinds.enumerated() { variables[kind] = scratch.path("reader\(number)") }
    if isOneMake {
      let object = scratch.path("one-make.so")
      try Support.shell("cc -shared -fPIC -o '\(object)' '\(rig("readers-of-one-make.c"))'")
      variables["LD_PRELOAD"] = object
    }
    let service = try Background(["/usr/libexec/fprintd", "-t"], variables: variables)
    try service.ready { try isOwned("net.reactivated.Fprint", on: bus) }
    return service
  }

  /// A stand-in by python-dbusmock.
  private static func mock(
    _ template: String, owning name: String, on bus: PrivateBus
  ) throws -> Background {
    let mock = try Background(
      ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", template],
      variables: ["DBUS_SYSTEM_BUS_ADDRESS": bus.address])
    try mock.ready { try isOwned(name, on: bus) }
    return mock
  }

  private static func isOwned(_ name: String, on bus: PrivateBus) throws -> Bool {
    try Support.run([
      "busctl", "--address=\(bus.address)", "--timeout=2", "--no-pager", "status", name,
    ])
    .code == 0
  }

  /// Ends the service and starts it again with the first reader alone, as `systemctl restart` does
  /// where only that is plugged in.
  public func restart() throws {
    try service.withLock { service in
      service.stop()
      let gone = try eventually { try !Self.isOwned("net.reactivated.Fprint", on: bus) }
      guard gone else { throw Unexpected("fprintd did not end") }
      service = try Self.start([kinds[0]], isOneMake: isOneMake, in: scratch, on: bus)
    }
  }

  /// Keeps the first reader for a program of its own, until what it returns goes.
  public func hold() throws -> Conversation {
    let holder = try Conversation(
      ["/usr/bin/python3", rig("hold-reader.py"), "/net/reactivated/Fprint/Device/0"],
      variables: variables)
    let answer = try holder.line()
    guard answer == "held" else { throw Unexpected("hold-reader.py: \(answer)") }
    return holder
  }

  /// Has logind say that the machine is about to sleep, or that it has woken up.
  public func sleep(_ asleep: Bool) throws {
    try Support.shell(
      """
      busctl --address=\(bus.address) call org.freedesktop.login1 /org/freedesktop/login1 \
        org.freedesktop.DBus.Mock EmitSignal sssav org.freedesktop.login1.Manager \
        PrepareForSleep b 1 b \(asleep)
      """)
  }

  /// The variables that lead a program to the service, in a home of its own.
  public var variables: [String: String?] {
    [
      "HOME": scratch.path("home"), "XDG_STATE_HOME": nil, "XDG_RUNTIME_DIR": nil,
      "DBUS_SYSTEM_BUS_ADDRESS": bus.address,
    ]
  }

  /// Whether polkit says yes to all that it is asked.
  public func allow(_ everything: Bool) throws {
    try Support.shell(
      """
      busctl --address=\(bus.address) call org.freedesktop.PolicyKit1 \
        /org/freedesktop/PolicyKit1/Authority org.freedesktop.DBus.Mock AllowUnknown b \(everything)
      """)
  }

  /// Has the reader do something, in its own words: `SCAN right-index`, `RETRY 1`.
  public func does(_ words: String) throws {
    let answer = try hand.ask(words)
    guard answer == "done" else { throw Unexpected("\(words): \(answer)") }
  }

  /// Has the reader do something, and gives the line that a program says of it.
  ///
  /// What comes before it is waited for may be lost: it is done again then.
  public func does(_ words: String, heardBy program: Conversation) throws -> String {
    for _ in 0..<4 {
      try does(words)
      if let line = try? program.line(within: .seconds(20)) { return line }
    }
    throw Unexpected("nobody heard of \(words)")
  }

  /// Shows a finger to the reader, and gives the line that a program says of it.
  public func touch(_ finger: String, heardBy program: Conversation) throws -> String {
    try does("SCAN \(finger)", heardBy: program)
  }

  /// Enrols a finger with fprintd's own command, as any other program does.
  public func enrolItself(_ finger: String, touches: Int = 5) throws {
    let enrolling = try Conversation(["fprintd-enroll", "-f", finger], variables: variables)
    // Two lines say what it does.
    _ = try (enrolling.line(), enrolling.line())
    for _ in 0..<touches {
      _ = try touch(finger, heardBy: enrolling)
    }
    guard try eventually({ try listed.contains(finger) }) else {
      throw Unexpected("\(finger) was not enrolled")
    }
  }

  /// The files that the service keeps prints in.
  public var prints: [String] {
    get throws {
      try Support.shell("find '\(root)/var/lib/fprint' -type f | sort")
        .split(separator: "\n").map(String.init)
    }
  }

  /// What fprintd's own command says that the reader knows of this user.
  public var listed: String {
    get throws { try run(["fprintd-list", NSUserName()], variables: variables).output }
  }

  /// Runs one of the package's commands beside the service.
  public func command(_ arguments: [String]) throws -> Outcome {
    try run([product(arguments[0])] + arguments.dropFirst(), variables: variables)
  }

  /// Starts one of the package's commands; its lines come as they are said, then `exit CODE`.
  public func start(_ arguments: [String]) throws -> Conversation {
    try Conversation(
      ["/bin/bash", "-c", #""$@" 2>&1; echo "exit $?""#, "-", product(arguments[0])]
        + arguments.dropFirst(), variables: variables)
  }

  /// The address of the bus that the service is on.
  public var address: String { bus.address }

  /// Stops the service where it is, or lets it go on: one that does not answer.
  public func hang(_ hung: Bool) throws {
    try Support.shell("kill -\(hung ? "STOP" : "CONT") \(service.withLock { $0.process })")
  }

  /// The state directory of the commands.
  public var state: String { scratch.path("home/.local/state/detour") }
}
