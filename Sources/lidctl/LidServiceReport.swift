import DBus
import Glibc
import Interchange
import Login
import System
import Tool

/// The session's holder, as `status` tells of it.
struct LidServiceReport {
  private var entries: [String: String] = [:]
  private var isRunning = false
  private var hasDied = false
  private var isInSession = false
  private var process: UInt32?

  init() throws {
    // Without a session bus there is no holder: over ssh the rest is worth telling all the same.
    guard let bus = try? Context.session(), try LidServiceClient(bus).isRunning() else {
      hasDied = (try? Context.record.read()).flatMap { $0 } != nil
      return
    }
    entries = try LidServiceClient(bus).status()
    isRunning = true
    process = LidServiceClient(bus).process()
    guard let process, let logind = try? Context.logind() else { return }
    isInSession = logind.session(of: process) != nil
  }

  var isHolding: Bool { entries["holding"] == "yes" }

  /// What it does when the lid closes.
  var action: String { described(LidSettings.OnClose(entries["on-close"] ?? "lock")) }

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
    if let moment = entries["took-over"].flatMap(Int.init) {
      lines.append(
        "  the holder before it ended without letting go, as when it was killed; this one took over "
          + "at \(clock(moment))")
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
      ("process", process.map { .number(Int($0)) } ?? .null), ("tookOver", number("took-over")),
    ])
  }
}
