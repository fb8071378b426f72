import Foundation

/// The real fprintd with one of libfprint's virtual readers, on a system bus of its own where a
/// stand-in for polkit decides.
public final class FingerprintReader: Sendable {
  /// What stands before `/var/lib/fprint`, where the service keeps its prints.
  public let root: String
  private let scratch: Scratch
  private let bus: PrivateBus
  private let polkit: Background
  private let service: Background
  private let hand: Conversation

  /// - Parameter kind: the variable of libfprint that makes a reader: `FP_VIRTUAL_DEVICE`, or
  ///   `FP_VIRTUAL_DEVICE_STORAGE` for one that has a memory of its own.
  public init(_ kind: String = "FP_VIRTUAL_DEVICE") throws {
    scratch = try Scratch()
    root = scratch.path("root")
    let store = "\(root)/var/lib/fprint"
    try Support.shell("mkdir -p '\(store)' home", directory: scratch.path)
    bus = try PrivateBus(variables: ["HOME": scratch.path("home")])
    let address = ["DBUS_SYSTEM_BUS_ADDRESS": bus.address]
    polkit = try Background(
      ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "polkitd"],
      variables: address)
    let there = bus.address
    func owned(_ name: String) throws -> Bool {
      try Support.run(
        ["busctl", "--address=\(there)", "--timeout=2", "--no-pager", "status", name]
      ).code == 0
    }
    try polkit.ready { try owned("org.freedesktop.PolicyKit1") }
    let socket = scratch.path("reader")
    service = try Background(
      ["/usr/libexec/fprintd", "-t"],
      variables: ["DBUS_SYSTEM_BUS_ADDRESS": there, "STATE_DIRECTORY": store, kind: socket])
    try service.ready { try owned("net.reactivated.Fprint") }
    hand = try Conversation(["/usr/bin/python3", rig("touch-reader.py"), socket])
    try allow(true)
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
    try Support.shell("kill -\(hung ? "STOP" : "CONT") \(service.process)")
  }

  /// The state directory of the commands.
  public var state: String { scratch.path("home/.local/state/detour") }
}
