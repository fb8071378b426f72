import ArgumentParser
import DBus
import Glibc
import Login
import System
import Tool

/// Holds locks while a command runs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Holds a lock while a command runs, or for some time.",
    discussion: """
      Exits with the command's own code: 128 plus the signal's number after a signal, 126 if the \
      command cannot be run, 127 if it is not found. The lock is held until the command has ended, \
      even if lidctl itself is told to end: it passes signals on.

      What each kind of --what stops, and what it does not:
        handle-lid-switch  nothing happens when the lid closes (the default)
        sleep              no suspend from a menu or by systemctl;
                           does NOT stop the lid
        idle               logind's own idle action waits; does NOT stop
                           the lid, nor the screen savers of GNOME and KDE
        shutdown           no power-off, no restart
        handle-power-key, handle-suspend-key, handle-hibernate-key,
        handle-reboot-key  nothing happens at that key

      Examples:
        lidctl run -- rsync -a ~/ backup:      the lid may be closed until it is done
        lidctl run --what lid:sleep -- make    neither the lid nor the menu suspends
        lidctl run --for 2h                    for two hours
        lidctl run --pid 4711                  until that process ends
        lidctl run --then suspend -- make      the machine sleeps when make has ended
      """)

  @Option(
    help: ArgumentHelp("The kinds of lock, with colons between.", valueName: "kinds"),
    completion: .kinds)
  var what = "handle-lid-switch"

  @Option(help: "Who holds the lock, as lists show it; the command if not given.")
  var who: String?

  @Option(help: "Why, as lists show it.")
  var why: String?

  @Option(
    help: ArgumentHelp(
      """
      block, delay (some seconds; only sleep and shutdown) or block-weak (systemd 257 and later).
      """), completion: .list(InhibitMode.all.map(\.rawValue)))
  var mode = "block"

  @Flag(
    help:
      "Pass the lock on to the command and what it starts: it lasts until all of them have ended.")
  var inherit = false

  @Option(
    help: ArgumentHelp(
      "Afterwards: suspend, hibernate or suspend-then-hibernate.", valueName: "sleep"),
    completion: .list(SleepKind.allCases.map(\.rawValue)))
  var then: String?

  @OptionGroup var expiry: Expiry

  @Argument(
    parsing: .captureForPassthrough, help: "The command and its arguments.",
    completion: .file())
  var command: [String] = []

  var words: [String] { command.first == "--" ? Array(command.dropFirst()) : command }

  func validate() throws {
    // Everything from the first word that is no option of ours is the command's, --help too.
    if let word = command.first, word.hasPrefix("-"), word != "--" {
      if word == "--help" || word == "-h" { throw CleanExit.helpRequest(self) }
      throw ValidationError("Unknown option '\(word)': a command that begins so comes after --.")
    }
    _ = try parsing { try InhibitWhat.list(what) }
    guard InhibitMode.all.contains(InhibitMode(rawValue: mode)) else {
      throw ValidationError("There is no mode \"\(mode)\": it is block, delay or block-weak.")
    }
    if words.isEmpty, expiry.isEmpty {
      throw ValidationError("Say what to hold the lock for: -- COMMAND, --for, --until or --pid.")
    }
    if let then, SleepKind(rawValue: then) == nil {
      throw ValidationError(
        "\"\(then)\" is not suspend, hibernate or suspend-then-hibernate.")
    }
    if inherit, words.isEmpty { throw ValidationError("--inherit needs a command.") }
  }

  func run() throws {
    try Self.hold(
      InhibitWhat.list(what), while: words, who: who, why: why, mode: InhibitMode(rawValue: mode),
      inherit: inherit, expiry: expiry, then: then.flatMap(SleepKind.init(rawValue:)))
  }

  /// Holds locks while a command runs, and ends with its exit code; or until the expiry.
  static func hold(
    _ what: [InhibitWhat] = [.lid], while words: [String], who: String? = nil, why: String? = nil,
    mode: InhibitMode = .block, inherit: Bool = false, expiry: Expiry? = nil,
    then kind: SleepKind? = nil
  ) throws {
    let loop = Loop()
    let runner = CommandRunner(loop: loop)
    // Before anything is started, so that no signal falls between.
    try runner.watchSignals()
    let logind = try Context.logind()
    if let kind { try check(kind, logind) }
    let locks: InhibitorLocks
    do throws(Refusal) {
      locks = try logind.inhibit(
        all: what, who: who ?? (words.isEmpty ? "lidctl" : named(words)),
        why: why ?? (words.isEmpty ? "asked for" : "a command runs"), mode: mode,
        interactive: isatty(STDIN_FILENO) == 1)
    } catch {
      let hint =
        error.isForbidden && what == [.lid]
        ? " (from here lidctl on --pid $$ works: the service in your session holds the lock)" : ""
      throw CommandError(error.description + hint)
    }
    try expiry?.release(locks, in: loop, endingIt: words.isEmpty)
    if !words.isEmpty {
      if inherit { try locks.setInherited(true) }
      try runner.start(words)
      if inherit { try locks.setInherited(false) }
    }
    try loop.run()
    locks.release()
    // Whoever interrupts it sits at the machine.
    if let kind, !runner.wasInterrupted {
      do throws(DBusError) {
        try logind.sleep(kind)
      } catch {
        printError("lidctl", "\(kind.rawValue) failed: \(error.message)")
        throw CommandError.exit(runner.code.flatMap { $0 == 0 ? nil : $0 } ?? 1)
      }
    }
    if let code = runner.code { throw CommandError.exit(code) }
  }

  /// A command as others are shown it, who want UTF-8.
  private static func named(_ words: [String]) -> String {
    String(decoding: words.joined(separator: " ").pathBytes, as: UTF8.self)
  }

  /// Refuses a kind of sleep that the machine does not have, before the command runs.
  private static func check(_ kind: SleepKind, _ logind: Logind) throws {
    guard let answer = try? logind.canSleep(kind), ["no", "na"].contains(answer) else { return }
    throw CommandError(
      "this machine cannot \(kind.rawValue): logind answers \(answer) to Can\(kind.rawValue)")
  }
}
