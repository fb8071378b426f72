import ArgumentParser
import DBus
import Glibc
import Interchange
import Login
import System
import Tool

/// Shows who holds what.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists every lock, of logind and of the desktop's session manager.",
    discussion: """
      One line each, separated by tabs: what, mode, who, why, user, process, command, session (- \
      for none; background if logind disregards the lock because of it), and for how long. Locks \
      of the session manager do not stop the lid.
      """)

  @Flag(help: "As JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Only locks on all of these, with colons between.", valueName: "kinds"),
    completion: .kinds)
  var what: String?

  func validate() throws {
    if let what { _ = try parsing { try InhibitWhat.list(what) } }
  }

  func run() throws {
    let wanted = try what.map { try InhibitWhat.list($0) } ?? []
    let logind = try Context.logind()
    var locks: [InhibitorStatus]
    do throws(DBusError) {
      locks = try logind.inhibitorStatuses()
    } catch {
      throw CommandError("\(Refusal.logind(error))")
    }
    locks = locks.filter { lock in wanted.allSatisfy(lock.inhibitor.what.contains) }
    let others = ((try? Context.session()).map { SessionManagerInhibitor.all(on: $0) } ?? []).filter
    { other in
      wanted.allSatisfy { kind in other.what.contains(kind.sessionManagersWord) }
    }
    if json {
      let report = JSON.object([
        ("version", .number(1)), ("logind", .array(locks.map(\.json))),
        (
          "sessionManager",
          .array(
            others.map(\.json))
        ),
      ])
      return try write("\(report)\n")
    }
    for lock in locks { try write(lock.line) }
    for other in others {
      try write(
        [
          other.what.joined(separator: ":"), "session-manager", other.application, other.reason,
          "-", "-", "-", "-", "-",
        ].map { visible($0) }.joined(separator: "\t") + "\n")
    }
  }
}

extension InhibitWhat {
  /// What the session manager calls it, as far as it has such a thing.
  fileprivate var sessionManagersWord: String {
    switch self {
    case .sleep: "suspend"
    case .shutdown: "logout"
    default: rawValue
    }
  }
}
