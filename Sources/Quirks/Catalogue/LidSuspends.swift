import DBus
import Login
import System

/// Closing the lid suspends the machine, and nothing keeps it from that.
struct LidSuspends: Quirk {
  let name = "lid-suspends"
  let title = "closing the lid suspends the machine"
  let explanation = """
    The setting that made a closed lid lock the screen has gone from GNOME; logind suspends. \
    A program that holds the lock handle-lid-switch keeps logind from it; locks on sleep or idle \
    do not, because logind passes over them for the lid. lidctl holds the right one, and locks \
    the screen.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard Self.hasLid(context) else {
      return Finding(.notApplicable, ["this machine has no lid"])
    }
    guard let bus = context.systemBus else {
      return .noBus("system", for: "logind")
    }
    do {
      let logind = Logind(try Connection(bus, within: QuirkContext.patience))
      let action = try logind.property("HandleLidSwitch").string ?? ""
      return Self.finding(action: action, locks: try logind.inhibitors())
    } catch {
      return .unanswered("logind", error)
    }
  }

  static func finding(action: String, locks: [Inhibitor]) -> Finding {
    let holders = locks.filter { $0.mode == "block" && $0.what.contains(.lid) }
    if !holders.isEmpty {
      return Finding(
        .fixed, holders.map { "\($0.who) (process \($0.process)) holds the lid: \($0.why)" })
    }
    guard sleeping.contains(action) else {
      return Finding(.fine, ["logind is set to \(action) when the lid closes"])
    }
    let useless = locks.filter {
      $0.mode == "block" && ($0.what.contains(.sleep) || $0.what.contains(.idle))
    }
    return Finding(
      .affected,
      ["logind is set to \(action) when the lid closes, and nobody holds handle-lid-switch"]
        + useless.map {
          "\($0.who) holds \($0.what.map(\.rawValue).joined(separator: ":")), which does not stop the lid"
        },
      remedy: .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    Self.holding(context, [])
  }

  /// What logind can be set to that is a kind of sleep.
  static let sleeping: Set = [
    "suspend", "hibernate", "hybrid-sleep", "suspend-then-hibernate", "sleep",
  ]

  /// The change that has lidctl hold the lid, now and from the start of each session.
  static func holding(_ context: QuirkContext, _ conditions: [String]) -> [any Change] {
    let lidctl = context.programs + "/lidctl"
    // What holds it now goes on when it is only disabled.
    return [
      CommandRun([lidctl, "on", "--on-close", "lock"] + conditions, undo: [lidctl, "off"]),
      CommandRun(
        [lidctl, "enable", "--on-close", "lock"] + conditions, undo: [lidctl, "disable"]),
    ]
  }

  /// Whether an input device has the lid's switch: bit 0 of its switches.
  static func hasLid(_ context: QuirkContext) -> Bool {
    let inputs = context.root + "/sys/class/input"
    guard var directory = try? Directory(inputs) else { return false }
    while let entry = try? directory.next() {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard name.hasPrefix("event"),
        let bytes = try? File.read("\(inputs)/\(name)/device/capabilities/sw", limit: 4096)
      else { continue }
      // The last word of the mask has the lowest bits.
      let last = String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.last
      if let last, let word = UInt64(last, radix: 16), word & 1 == 1 { return true }
    }
    return false
  }
}
