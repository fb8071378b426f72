public import DBus
import System

/// The start of the lid service with the session.
///
/// Where the user has a service manager its unit is enabled; where that is not told of sessions, an
/// entry of the XDG Autostart Specification is written.
public struct Autostart {
  private let bus: Connection
  private let entry: String
  private let program: String

  public static let unit = "detour-lid.service"
  private static let entryName = "detour-lid.desktop"
  /// As the unit that is installed has it.
  private static let about = "Closing the lid locks the screen, and nothing else happens"

  /// - Parameters:
  ///   - configuration: the user's configuration directory, `$XDG_CONFIG_HOME`.
  ///   - program: the path of `lidctl`, which is the service.
  public init(_ bus: Connection, configuration: String, program: String) {
    self.bus = bus
    entry = "\(configuration)/autostart/\(Self.entryName)"
    self.program = program
  }

  /// The means by which it starts with the session.
  public enum Method: Hashable, Sendable {
    case unit
    case autostart(String)
  }

  /// Has the service start with each session from now on.
  public func enable() throws(Refusal) -> Method {
    // Where the unit is not installed, the entry does it as well.
    guard hasManager, (try? enableUnit()) != nil else {
      return try write(starting: "\(Self.quoted(program)) hold")
    }
    // In Cinnamon, MATE and Xfce nothing starts that target, nor the unit with it.
    guard hasSessionTarget else {
      return try write(starting: "systemctl --user start \(Self.unit)")
    }
    // One from before there was a unit would start a second service, for nothing.
    try? unlink(entry)
    return .unit
  }

  private func enableUnit() throws(DBusError) {
    _ = try manager(
      "EnableUnitFiles",
      [.array([.string(Self.unit)], of: "s"), .boolean(false), .boolean(true)], "ba(sss)")
    _ = try manager("Reload", [], "")
  }

  private func write(starting command: String) throws(Refusal) -> Method {
    let text = """
      [Desktop Entry]
      Type=Application
      Name=Lid
      Comment=\(Self.about)
      Exec=\(command)
      NoDisplay=true
      X-GNOME-Autostart-enabled=true

      """
    do throws(Errno) {
      try makeDirectories(above: entry)
      try atomicWrite(text.pathBytes, to: realPath(of: entry) ?? entry, permissions: 0o644)
    } catch {
      throw .unwritable(entry, error)
    }
    return .autostart(entry)
  }

  /// Has it not start any more.
  ///
  /// - Throws: ``Refusal/stillEnabled(_:)`` where the unit is enabled all the same.
  public func disable() throws(Refusal) {
    var refusal: DBusError?
    do throws(DBusError) {
      if hasManager {
        _ = try manager(
          "DisableUnitFiles", [.array([.string(Self.unit)], of: "s"), .boolean(false)], "a(sss)")
        _ = try manager("Reload", [], "")
      }
    } catch {
      // Mostly the unit is not installed.
      refusal = error
    }
    try removeEntry()
    if hasManager, isUnitEnabled { throw .stillEnabled(refusal) }
  }

  private func removeEntry() throws(Refusal) {
    do throws(Errno) { try unlink(entry) } catch {
      guard error == .notFound || error == .notADirectory else {
        throw .notRemoved(entry, error)
      }
      return
    }
    // The folder may have been made for it; one in which there is something else stays.
    try? removeDirectory(String(entry.dropLast(Self.entryName.count + 1)))
  }

  /// Has the user's service manager run the service once, where our unit is not installed: in a
  /// session's own processes its lock would not count while that session is in the background.
  ///
  /// - Returns: whether it could.
  public func runOnce() -> Bool {
    guard hasManager else { return false }
    let command = Value.structure([
      .string(program), .array([.string(program), .string("hold")], of: "s"), .boolean(false),
    ])
    let properties: [(String, Value)] = [
      ("Description", .string(Self.about)),
      ("Type", .string("exec")), ("ExecStart", .array([command], of: "(sasb)")),
      ("Restart", .string("on-failure")), ("RestartUSec", .uint64(1_000_000)),
      ("Slice", .string("session.slice")), ("CollectMode", .string("inactive-or-failed")),
    ]
    let values = properties.map { Value.structure([.string($0), .variant($1)]) }
    let reply = try? manager(
      "StartTransientUnit",
      [
        .string(Self.unit), .string("fail"), .array(values, of: "(sv)"),
        .array([], of: "(sa(sv))"),
      ], "o")
    return reply != nil
  }

  /// Whether it starts with each session.
  public var isEnabled: Bool {
    (try? Status(of: entry)) != nil || hasManager && isUnitEnabled
  }

  private var isUnitEnabled: Bool {
    let state = try? manager("GetUnitFileState", [.string(Self.unit)], "s").first?.string
    return state == "enabled"
  }

  private var hasSessionTarget: Bool { Self.hasSessionTarget(on: bus) }

  /// Whether this session has begun graphical-session.target, which units of a session belong to.
  public static func hasSessionTarget(on bus: Connection) -> Bool {
    let state = try? Proxy(
      bus, "org.freedesktop.systemd1",
      path: "/org/freedesktop/systemd1/unit/graphical_2dsession_2etarget",
      interface: "org.freedesktop.systemd1.Unit"
    ).property("ActiveState")
    return ["active", "activating", "reloading"].contains(state?.string)
  }

  private var hasManager: Bool { Self.hasManager(on: bus) }

  /// Whether the user has a service manager.
  public static func hasManager(on bus: Connection) -> Bool {
    ((try? bus.owner(of: "org.freedesktop.systemd1")) ?? nil)?.isEmpty == false
  }

  private func manager(
    _ method: String, _ arguments: [Value], _ type: String
  ) throws(DBusError) -> [Value] {
    try Proxy(
      bus, "org.freedesktop.systemd1", path: "/org/freedesktop/systemd1",
      interface: "org.freedesktop.systemd1.Manager"
    ).call(method, arguments, returning: type)
  }

  /// A path as the key `Exec` takes it: Desktop Entry Specification, "The Exec key".
  static func quoted(_ path: String) -> String {
    let special = " \t\n\"'\\><~|&;$*?#()`%="
    guard path.unicodeScalars.contains(where: special.unicodeScalars.contains) else { return path }
    var text = "\""
    for scalar in path.unicodeScalars {
      switch scalar {
      // Once for the quotes, and once for the string.
      case "\"", "`", "$": text += "\\\\\(scalar)"
      case "\\": text += "\\\\\\\\"
      case "%": text += "%%"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
