import ArgumentParser
import DBus
import Glibc
import Interchange
import Login
import System
import Tool

/// Shows what happens if the lid closes now, who decides it, and who keeps the machine awake.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      "Says what closing the lid does now, who decides it, and who keeps the machine awake.",
    discussion: """
      Exit code 0 if active, 3 if not, 1 on error.

      The steps are logind's own: the setting that counts (docked, external power, else), who \
      holds the lid, and whether that counts: the lock of a program in a session's terminal does \
      not while that session is in the background. Another program that handles the lid by its \
      own settings, such as PowerDevil, is named. GNOME's setting disable-lock-screen, which \
      keeps everybody from locking the screen, is named where it is on.

      Then who keeps the machine awake now: the locks on sleep and idle of logind and of GNOME's \
      session manager, with owner, session and age, the oldest first; a lock that is held for \
      more than two hours is named once more. Then the lid service.

      Example:
        $ lidctl status
        closing the lid locks the screen, and nothing else
          on battery and not docked: HandleLidSwitch=suspend counts
          lidctl (lidctl 387) holds handle-lid-switch: logind does nothing
        locks on the lid:
          handle-lid-switch, block: lidctl (lidctl 387), user 1000, no session,
          for 2 h: closing the lid: lock
        who keeps it awake now:
          sleep, block: backup (rsync 4711), user 1000, session 2 in front,
          for 12 min: to the server
        active until 18:30: lidctl holds the handle-lid-switch lock
      """)

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let logind = try Context.logind()
    let state: LidState
    let decision: LidDecision
    let locks: [InhibitorStatus]
    do throws(DBusError) {
      state = try logind.lidState()
      locks = try logind.inhibitorStatuses()
      decision = try logind.decision()
    } catch {
      throw CommandError("\(Refusal.logind(error))")
    }
    let others = (try? Context.session()).map { SessionManagerInhibitor.all(on: $0) } ?? []
    let service = try LidServiceReport(locks)
    try write(
      json
        ? "\(report(state, decision, locks, others, service))\n"
        : words(state, decision, locks, others, service))
    if !service.isActive { throw CommandError.exit(3) }
  }

  private func words(
    _ state: LidState, _ decision: LidDecision, _ locks: [InhibitorStatus],
    _ others: [SessionManagerInhibitor], _ service: LidServiceReport
  ) -> String {
    let outcome =
      if let name = decision.otherHandler {
        "closing the lid: \(name) decides"
      } else if decision.outcome == "nothing", service.isActive, let action = service.action {
        "closing the lid \(action)"
      } else {
        decision.outcome == "nothing"
          ? "closing the lid does nothing" : "closing the lid: \(decision.outcome)"
      }
    var lines = [outcome + (state.closed ? " (it is closed now)" : "")]
    lines += decision.steps.map { "  " + visible($0.words) }
    lines += LockDown.lines
    let lid = locks.filter(\.isOnLid)
    if !lid.isEmpty { lines.append("locks on the lid:") }
    lines += lid.map { "  " + visible($0.words) }
    let awake = locks.filter { $0.keepsAwake }
    let awakeOthers = others.filter(\.keepsAwake)
    if !awake.isEmpty || !awakeOthers.isEmpty { lines.append("who keeps it awake now:") }
    lines += awake.sorted { ($0.since ?? .max) < ($1.since ?? .max) }.map {
      "  " + visible($0.words)
    }
    lines += awakeOthers.map {
      "  "
        + visible(
          "\($0.what.joined(separator: ":")), session manager: \($0.application): \($0.reason)")
    }
    if let long = awake.filter({ $0.isLong }).min(by: { ($0.since ?? 0) < ($1.since ?? 0) }) {
      lines.append(
        "  held for \(visible(long.age ?? "long")) already: \(visible(long.name)); "
          + "end that program if it has forgotten its lock")
    }
    lines += service.lines
    return lines.joined(separator: "\n") + "\n"
  }

  private func report(
    _ state: LidState, _ decision: LidDecision, _ locks: [InhibitorStatus],
    _ others: [SessionManagerInhibitor], _ service: LidServiceReport
  ) -> JSON {
    .object([
      ("version", .number(1)),
      ("outcome", .string(decision.outcome)),
      ("otherHandler", decision.otherHandler.map { .string($0) } ?? .null),
      ("reasons", .array(decision.steps.map { .string($0.words) })),
      ("steps", .array(decision.steps.map(\.json))),
      ("lidClosed", .bool(state.closed)),
      ("docked", .bool(state.docked)),
      ("externalPower", .bool(state.externalPower)),
      ("handleLidSwitch", .string(state.action)),
      ("handleLidSwitchExternalPower", .string(state.actionOnExternalPower)),
      ("handleLidSwitchDocked", .string(state.actionDocked)),
      ("holder", service.json),
      ("locks", .array(locks.map { $0.json })),
      ("sessionManager", .array(others.map(\.json))),
      ("lockDisabled", LockDown.isOnHere.map { .bool($0) } ?? .null),
    ])
  }
}
