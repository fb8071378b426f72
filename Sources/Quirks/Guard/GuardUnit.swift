import DBus
import Login

/// The unit of systemd's user manager that runs the guard: systemd.service(5).
public struct GuardUnit {
  /// Its name, as systemctl(1) takes it.
  public static let name = "detour-guard.service"

  /// The file that it is in.
  public let path: String
  private let program: String
  private let context: QuirkContext

  /// The unit of the user whose session is on `machine`.
  public init(_ context: QuirkContext) {
    path = "\(context.configuration)/systemd/user/\(Self.name)"
    program = context.programs + "/detour"
    self.context = context
  }

  /// The change that writes the unit's file.
  public var installation: FileCreation { FileCreation(path, text: Self.text(program: program)) }

  /// The changes that have it run now and in each session to come.
  public var changes: [any Change] {
    func manager(_ verb: String) -> [String] {
      ["systemctl", "--user", verb, "--now", Self.name]
    }
    return [installation] + entry + [CommandRun(manager("enable"), undo: manager("disable"))]
  }

  /// What starts the unit where the session begins no target that would.
  private var entry: [any Change] {
    guard let bus = context.connection, Autostart.hasManager(on: bus),
      !Autostart.hasSessionTarget(on: bus)
    else { return [] }
    return [
      FileCreation("\(context.configuration)/autostart/detour-guard.desktop", text: Self.entryText)
    ]
  }

  private static let entryText = """
    [Desktop Entry]
    Type=Application
    Name=Guard
    Comment=Keeps windows from covering the desktop when the screen is unlocked
    Exec=systemctl --user start \(name)
    NoDisplay=true

    """

  /// The unit's text.
  static func text(program: String) -> String {
    // In a unit a percent sign and a quotation mark mean something.
    var word = ""
    for scalar in program.unicodeScalars {
      switch scalar {
      case "%": word += "%%"
      case "\\", "\"": word += "\\\(scalar)"
      case "$": word += "$$"
      default: word.unicodeScalars.append(scalar)
      }
    }
    return """
      # Written by detour; detour guard remove takes it away.
      [Unit]
      Description=Keeps windows from covering the desktop when the screen is unlocked
      PartOf=graphical-session.target
      After=graphical-session.target

      [Service]
      ExecStart="\(word)" guard run
      Restart=on-failure
      RestartSec=5

      [Install]
      WantedBy=graphical-session.target

      """
  }
}

extension QuirkContext {
  /// Whether a screen saver tells the guard when the screen is locked. GNOME's may come later.
  public var canGuard: Bool {
    if whyNotGNOME == nil { return true }
    return connection.map { !ScreenSavers($0).running.isEmpty } ?? false
  }

  fileprivate var connection: Connection? {
    sessionBus.flatMap { try? Connection($0, within: Self.patience) }
  }
}
