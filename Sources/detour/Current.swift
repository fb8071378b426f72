import ArgumentParser
import Arguments
import DBus
import Glibc
import Quirks
import System
import Tool

extension QuirkContext {
  /// The machine and session that this process is in.
  static var current: QuirkContext {
    // Paths go on from it: the top folder is the empty text.
    let home = nonEmptyEnvironment("HOME").map { $0 == "/" ? "" : $0 } ?? ""
    var context = QuirkContext(
      home: home,
      systemBus: .system(environment("DBUS_SYSTEM_BUS_ADDRESS")),
      sessionBus: .session(
        environment("DBUS_SESSION_BUS_ADDRESS"), runtimeDirectory: environment("XDG_RUNTIME_DIR")),
      desktops: (nonEmptyEnvironment("XDG_CURRENT_DESKTOP") ?? "").split(separator: ":").map(
        String.init))
    context.sessionType = nonEmptyEnvironment("XDG_SESSION_TYPE")
    context.user = getuid()
    context.runtimeDirectory = nonEmptyEnvironment("XDG_RUNTIME_DIR")
    context.agentSocket = environment("SSH_AUTH_SOCK")
    context.shell = parts(nonEmptyEnvironment("SHELL") ?? "/bin/bash", "/").last ?? "bash"
    context.searchPath = Program.folders(nonEmptyEnvironment("PATH"))
    let program = parts(Program.own ?? "", "/").map { "/" + $0 }
    context.programs = program.dropLast().joined()
    let prefix = program.dropLast(2).joined()
    context.data = prefix + "/share/detour"
    context.stateDirectory = Directories().state
    context.dataDirectories =
      [nonEmptyEnvironment("XDG_DATA_HOME") ?? home + "/.local/share"]
      + parts(nonEmptyEnvironment("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share", ":")
    context.isThroughSudo =
      geteuid() == 0
      && (nonEmptyEnvironment("SUDO_UID") ?? nonEmptyEnvironment("PKEXEC_UID") ?? "0") != "0"
    context.configuration = String(Directories().configuration.dropLast("/detour".count))
    context.display = nonEmptyEnvironment("DISPLAY")
    context.authority =
      nonEmptyEnvironment("XAUTHORITY") ?? nonEmptyEnvironment("HOME").map { $0 + "/.Xauthority" }
    context.isWayland =
      nonEmptyEnvironment("WAYLAND_DISPLAY") != nil
      || nonEmptyEnvironment("XDG_SESSION_TYPE") == "wayland"
    return context
  }

  /// The parts of a path, or of a list of paths: not by characters, of which a slash and a combining mark
  /// behind it are one.
  private static func parts(_ text: String, _ separator: Unicode.Scalar) -> [String] {
    text.unicodeScalars.split(separator: separator).map { String($0) }
  }
}

/// The quirk of that name.
func quirk(_ name: String) throws -> any Quirk {
  guard let quirk = quirks.first(where: { $0.name == name }) else {
    throw CommandError.usage(
      "there is no quirk \"\(name)\"; there are \(quirks.map(\.name).joined(separator: ", "))")
  }
  return quirk
}

/// Completes the names of quirks, each once.
let quirkNames = CompletionKind.suggesting { earlier, _ in
  quirks.filter { !earlier.contains($0.name) }.map { Suggestion($0.name, $0.title) }
}

/// Completes the names of what detour has changed and can put back.
let changedNames = CompletionKind.suggesting { _, _ in
  let entries = (try? Journal(in: Directories().state).entries) ?? []
  return entries.map { entry in
    Suggestion(entry.name, entry.records.map(\.change.action.description).joined(separator: ", "))
  }
}

/// Asks a question on the terminal; without a terminal, `yes` is required.
func confirm(_ question: String, yes: Bool) throws {
  guard !yes else { return }
  guard isatty(STDIN_FILENO) == 1, outputIsTerminal else {
    throw CommandError.usage("not a terminal: pass --yes to apply these changes")
  }
  try write("\(question) [y/N] ")
  guard let answer = readLine(), ["y", "Y", "yes"].contains(answer) else {
    throw CommandError("nothing was changed")
  }
}

/// The choice whether changes are made, and whether the user is asked before.
struct Confirming: ParsableArguments {
  @Flag(help: "Say what would be changed, and change nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false
}

/// Prints changes, asks, and makes them.
func runFix(_ name: String, _ changes: [any Change], dryRun: Bool, yes: Bool) throws {
  for change in changes { try write("\(visible("\(change.action)"))\n") }
  guard !dryRun else { return }
  let enrolments = changes.compactMap { $0 as? FingerEnrolment }.map { ($0.finger, $0.reader) }
  // Who touches the reader has said yes by that.
  guard enrolments.isEmpty else { return try FingerprintSession().enrol(enrolments, as: name) }
  try confirm("Go on?", yes: yes)
  try Fixer(.current).fix(name, changes, time: now)
}

/// Seconds since 1970.
var now: Int { Int(System::Status.Time.now.seconds) }
