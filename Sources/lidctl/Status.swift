import ArgumentParser
import DBus
import Glibc
import Interchange
import Login
import System
import Tool

/// Says what happens if the lid closes now, and who decides it.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What happens if the lid closes now, and who decides it?",
    discussion: """
      Exit code 0 while our holder holds the lid, 3 while it does not, 1 when it cannot be told.

      The steps are logind's own: the setting that counts (docked, external power, else), who \
      holds the lid, and whether that counts: the lock of a program in a session's terminal does \
      not while that session is in the background. Then every lock that bears upon it, with its \
      owner, its session and its age, and the holder.

      Example:
        $ lidctl status
        closing the lid locks the screen, and nothing else
          on battery and not docked: HandleLidSwitch=suspend counts
          lidctl (lidctl 387) holds handle-lid-switch: logind does nothing
        locks on the lid and on sleep:
          handle-lid-switch, block: lidctl (lidctl 387), user 1000, no session,
          for 2 h: closing the lid: lock
        the holder holds the lid until 18:30
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
      throw CommandError(Refusal(error).description)
    }
    let holder = try LidServiceReport()
    let ours = decision.outcome == "nothing" && holder.isHolding
    try write(
      json
        ? "\(report(state, decision, locks, holder))\n"
        : words(state, decision, locks, holder, ours: ours))
    if !holder.isHolding { throw CommandError.exit(3) }
  }

  private func words(
    _ state: LidState, _ decision: LidDecision, _ locks: [InhibitorStatus],
    _ holder: LidServiceReport,
    ours: Bool
  ) -> String {
    let outcome =
      ours
      ? "closing the lid \(holder.action)"
      : decision.outcome == "nothing"
        ? "closing the lid does nothing" : "closing the lid: \(decision.outcome)"
    var lines = [outcome + (state.closed ? " (it is closed now)" : "")]
    lines += decision.reasons.map { "  " + visible($0) }
    let bearing = locks.filter {
      $0.inhibitor.what.contains(.lid) || $0.inhibitor.what.contains(.sleep)
    }
    if !bearing.isEmpty { lines.append("locks on the lid and on sleep:") }
    lines += bearing.map { "  " + visible($0.words) }
    lines += holder.lines
    return lines.joined(separator: "\n") + "\n"
  }

  private func report(
    _ state: LidState, _ decision: LidDecision, _ locks: [InhibitorStatus],
    _ holder: LidServiceReport
  ) -> JSON {
    .object([
      ("version", .number(1)),
      ("outcome", .string(decision.outcome)),
      ("reasons", .array(decision.reasons.map { .string($0) })),
      ("lidClosed", .bool(state.closed)),
      ("docked", .bool(state.docked)),
      ("externalPower", .bool(state.externalPower)),
      ("handleLidSwitch", .string(state.action)),
      ("handleLidSwitchExternalPower", .string(state.actionOnExternalPower)),
      ("handleLidSwitchDocked", .string(state.actionDocked)),
      ("holder", holder.json),
      ("locks", .array(locks.map { $0.json })),
    ])
  }
}
