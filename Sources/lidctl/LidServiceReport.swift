import DBus
import Glibc
import Interchange
import Login
import System
import Tool

/// The lid service, as `status` reports it.
struct LidServiceReport {
  private var state: LidServiceState?
  private var hasDied = false
  private var isInSession = false
  /// The service's process, if it runs.
  private(set) var process: UInt32?
  /// There is no session bus to ask on; the lock that logind lists is then all that is known.
  private var isUnreachable = false
  private var listed: InhibitorStatus?

  init(_ locks: [InhibitorStatus]) throws {
    let user = geteuid()
    listed = locks.first {
      $0.inhibitor.lidHolder == .lidctl && $0.inhibitor.user == user
        && $0.inhibitor.what.contains(.lid) && $0.inhibitor.why.hasPrefix("closing the lid: ")
    }
    guard let bus = try? Context.session() else {
      isUnreachable = true
      process = listed?.inhibitor.process
      return
    }
    let client = LidServiceClient(bus)
    guard try client.isRunning() else {
      hasDied = (try? Context.record.read()).flatMap { $0 } != nil
      return
    }
    state = try client.state()
    process = client.process()
    guard let process, let logind = try? Context.logind() else { return }
    isInSession = logind.session(of: process) != nil
  }

  var isActive: Bool { state?.isActive ?? (listed != nil) }

  /// What it does when the lid closes; nil if that cannot be asked.
  var action: String? { state.map { LidCommand.described($0.settings) } }

  /// Whether the service was asked, so that ``outcome(docked:externalPower:battery:)`` is its word.
  var isKnown: Bool { state != nil }

  /// Returns what the service makes of a closing lid on another machine state; nil if logind
  /// decides.
  ///
  /// - Parameter battery: its percentage.
  func outcome(docked: Bool, externalPower: Bool, battery: Int?) -> String? {
    guard let settings = state?.settings else { return nil }
    switch state?.obstacle {
    // What depends on the state of the machine is asked below.
    case nil, .condition, .battery: break
    case .bag, .hot, .actionFailed, .noLogind, .silentLogind, .refused: return nil
    }
    if let battery, !externalPower, battery < settings.minimumBattery { return nil }
    var readings = LidReadings()
    readings.docked = docked
    readings.externalDisplay = docked
    readings.externalPower = externalPower
    guard settings.only.allSatisfy({ $0.holds(readings) }) else { return nil }
    return LidCommand.described(settings)
  }

  var lines: [String] {
    if isUnreachable {
      guard let listed else {
        return ["inactive; there is no session bus here to ask the lid service on"]
      }
      return [
        "active: process \(listed.inhibitor.process) holds the handle-lid-switch lock "
          + "(\(visible(listed.inhibitor.why))); its options cannot be asked from here: "
          + "there is no session bus"
      ]
    }
    guard let state else {
      return [
        hasDied
          ? "the background process was killed and its lock released; run lidctl on"
          : "off: run lidctl on"
      ]
    }
    var lines: [String] = []
    let ends = [
      state.until.map { " until \(LidCommand.clock($0))" },
      state.settings.process.map { " until process \($0) ends" },
    ].compactMap { $0 }.joined()
    if let obstacle = state.obstacle {
      lines.append("inactive now\(ends): \(obstacle.words)")
    } else if state.isHolding {
      lines.append("active\(ends): lidctl holds the handle-lid-switch lock")
    } else {
      lines.append("inactive\(ends): the lock is not held")
    }
    let settings = state.settings
    if !settings.only.isEmpty {
      lines.append(
        "  only while: \(settings.only.sorted { $0.word < $1.word }.map(\.presence).joined(separator: ", "))"
      )
    }
    if settings.minimumBattery > 0 {
      lines.append("  on battery only from \(settings.minimumBattery) %")
    }
    if settings.bag > 0 {
      lines.append("  closed on battery for at most \(duration(settings.bag))")
    }
    if settings.maximumTemperature > 0 {
      lines.append("  closed only below \(settings.maximumTemperature) °C")
    }
    for (place, later) in [
      ("on external power", settings.thenOnPower), ("on battery", settings.thenOnBattery),
    ] {
      if let later {
        lines.append("  then, \(place): \(later.kind.rawValue) after \(duration(later.seconds))")
      }
    }
    if let line = settings.onOpen { lines.append("  when the lid opens it runs: \(visible(line))") }
    if isInSession {
      lines.append(
        "  it runs inside a session, so that it does not count while that is in the background")
    }
    if let moment = state.tookOver {
      lines.append(
        "  the background process before it was killed; this one took over at "
          + LidCommand.clock(moment))
    }
    if let closing = state.lastClose {
      lines.append("  when the lid closed last: \(visible(closing.words))")
    }
    return lines
  }

  var json: JSON {
    let settings = state?.settings
    func number(_ value: Int?) -> JSON { value.map { .number($0) } ?? .null }
    func text(_ value: String?) -> JSON {
      value.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null
    }
    func later(_ value: LidSettings.Later?) -> JSON {
      value.map { .object([("sleep", .string($0.kind.rawValue)), ("after", .number($0.seconds))]) }
        ?? .null
    }
    return .object([
      ("running", .bool(state != nil || listed != nil)), ("holding", .bool(isActive)),
      ("reachable", .bool(!isUnreachable)), ("died", .bool(hasDied)),
      ("onClose", text(settings?.onClose.text)), ("onOpen", text(settings?.onOpen)),
      ("only", text(settings?.only.map(\.word).sorted().joined(separator: " "))),
      ("minBattery", number(settings?.minimumBattery)), ("bag", number(settings?.bag)),
      ("maxTemperature", number(settings?.maximumTemperature)),
      ("thenOnAC", later(settings?.thenOnPower)),
      ("thenOnBattery", later(settings?.thenOnBattery)),
      ("ifLockFails", text(settings?.ifLockFails.rawValue)),
      ("until", number(state?.until)), ("pid", number(settings?.process.map { Int($0) })),
      ("obstacle", text(state?.obstacle?.words)),
      ("obstacleCode", text(state?.obstacle?.code)),
      (
        "obstacleData",
        .array((state?.obstacle?.fields ?? []).dropFirst().map { .string($0) })
      ),
      ("lastClose", text(state?.lastClose?.words)),
      ("lastCloseCode", text(state?.lastClose?.result.code)),
      ("insideSession", .bool(isInSession)),
      ("process", process.map { .number(Int($0)) } ?? .null), ("tookOver", number(state?.tookOver)),
    ])
  }
}
