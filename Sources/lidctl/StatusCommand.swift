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
      not while that session is in the background.
      """)

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let logind = try World.logind()
    let state: LidState
    let forecast: Forecast
    let locks: [Forecast.Held]
    do throws(Failure) {
      state = try logind.lidState()
      locks = try logind.held()
      forecast = try logind.forecast()
    } catch {
      throw Problem(Refusal(error).description)
    }
    let holder = try HolderReport()
    let ours = forecast.outcome == "nothing" && holder.isHolding
    try write(
      json
        ? "\(report(state, forecast, locks, holder))\n"
        : words(state, forecast, holder, ours: ours))
    if !holder.isHolding { throw Exit(3) }
  }

  private func words(
    _ state: LidState, _ forecast: Forecast, _ holder: HolderReport, ours: Bool
  ) -> String {
    let outcome =
      ours
      ? "closing the lid \(holder.action)"
      : forecast.outcome == "nothing"
        ? "closing the lid does nothing" : "closing the lid: \(forecast.outcome)"
    var lines = [outcome + (state.closed ? " (it is closed now)" : "")]
    lines += forecast.reasons.map { "  " + visible($0) }
    lines += holder.lines
    return lines.joined(separator: "\n") + "\n"
  }

  private func report(
    _ state: LidState, _ forecast: Forecast, _ locks: [Forecast.Held], _ holder: HolderReport
  ) -> JSON {
    .object([
      ("version", .number(1)),
      ("outcome", .string(forecast.outcome)),
      ("reasons", .array(forecast.reasons.map { .string($0) })),
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

/// The session's holder, as `status` tells of it.
struct HolderReport {
  private var entries: [String: String] = [:]
  private var isRunning = false
  private var hasDied = false
  private var isInSession = false

  init() throws {
    // Without a session bus there is no holder: over ssh the rest is worth telling all the same.
    guard let bus = try? World.session(), try HolderClient(bus).isRunning() else {
      hasDied = (try? World.record.read()).flatMap { $0 } != nil
      return
    }
    entries = try HolderClient(bus).status()
    isRunning = true
    guard let logind = try? World.logind(), let locks = try? logind.held() else { return }
    isInSession = locks.contains { $0.inhibitor.who == Holder.who && $0.session != nil }
  }

  var isHolding: Bool { entries["holding"] == "yes" }

  /// What it does when the lid closes.
  var action: String { described(Choices.OnClose(entries["on-close"] ?? "lock")) }

  var lines: [String] {
    guard isRunning else {
      return hasDied
        ? [
          "the holder ended without letting go, as when it was killed; its lock went with it: lidctl on"
        ] : ["the holder is off: lidctl on"]
    }
    var lines: [String] = []
    let obstacle = entries["obstacle"] ?? ""
    let ends = [
      entries["until"].flatMap(Int.init).map { " until \(clock($0))" },
      entries["pid"].map { " until process \($0) ends" },
    ].compactMap { $0 }.joined()
    lines.append(
      isHolding
        ? "the holder holds the lid\(ends)"
        : "the holder is on\(ends), but does not hold the lid: \(visible(obstacle))")
    if let only = entries["only"], !only.isEmpty { lines.append("  only while: \(visible(only))") }
    if let percent = entries["min-battery"], percent != "0" {
      lines.append("  on battery only from \(visible(percent)) %")
    }
    if isInSession {
      lines.append(
        "  it runs inside a session, so that it does not count while that is in the background")
    }
    if let last = entries["last-close"], !last.isEmpty {
      lines.append("  when the lid closed last: \(visible(last))")
    }
    return lines
  }

  var json: JSON {
    func text(_ name: String) -> JSON {
      entries[name].flatMap { $0.isEmpty ? nil : .string($0) } ?? .null
    }
    func number(_ name: String) -> JSON {
      entries[name].flatMap(Int.init).map { .number($0) } ?? .null
    }
    return .object([
      ("running", .bool(isRunning)), ("holding", .bool(isHolding)), ("died", .bool(hasDied)),
      ("onClose", text("on-close")), ("only", text("only")),
      ("minBattery", number("min-battery")), ("ifLockFails", text("if-lock-fails")),
      ("until", number("until")), ("pid", number("pid")), ("obstacle", text("obstacle")),
      ("lastClose", text("last-close")), ("insideSession", .bool(isInSession)),
    ])
  }
}
