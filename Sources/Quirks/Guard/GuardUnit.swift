/// The unit of systemd's user manager that runs the guard: systemd.service(5).
public struct GuardUnit {
  /// Its name, as systemctl(1) takes it.
  public static let name = "detour-guard.service"

  /// The file that it is in.
  public let path: String
  private let program: String

  /// The unit of the user whose session is on `machine`.
  public init(_ context: QuirkContext) {
    path = "\(context.configuration)/systemd/user/\(Self.name)"
    program = context.programs + "/detour"
  }

  /// The change that writes the unit's file.
  public var installation: FileCreation { FileCreation(path, text: Self.text(program: program)) }

  /// The changes that have it run now and in each session to come.
  public var changes: [any Change] {
    func manager(_ verb: String) -> [String] {
      ["systemctl", "--user", verb, "--now", Self.name]
    }
    return [
      installation,
      CommandRun(manager("enable"), undo: manager("disable")),
    ]
  }

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
