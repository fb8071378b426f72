import DBus
import Login
import System

/// With the lid closed only an external display keeps the machine awake; its standby suspends it.
struct DisplayStandbySuspends: Quirk {
  let name = "display-standby-suspends"
  let title = "the machine suspends when the external display goes"
  let explanation = """
    With the lid closed logind lets a machine run only while it sees an external display. Many \
    displays look unplugged when they go into standby, and so the machine suspends in the middle of \
    its work. The fix holds the lid's switch while the machine is on external power, and locks the \
    screen when it is closed.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard LidSuspends.hasLid(context) else {
      return Finding(.notApplicable, ["this machine has no lid"])
    }
    guard let bus = context.systemBus else {
      return .noBus("system", for: "logind")
    }
    do {
      let logind = Logind(try Connection(bus, within: QuirkContext.patience))
      return Self.finding(
        isClosed: try logind.property("LidClosed").boolean ?? false,
        displays: Self.displays(context),
        action: try logind.property("HandleLidSwitch").string ?? "",
        onPower: try logind.property("OnExternalPower").boolean == true
          ? try? logind.property("HandleLidSwitchExternalPower").string : nil,
        docked: try logind.property("HandleLidSwitchDocked").string ?? "",
        locks: try logind.inhibitors())
    } catch {
      return .unanswered("logind", error)
    }
  }

  /// - Parameters:
  ///   - action: what logind does when the lid closes.
  ///   - onPower: the same while on external power, where that is set and so.
  ///   - docked: the same while a display is attached.
  static func finding(
    isClosed: Bool, displays: [String], action: String, onPower: String?, docked: String,
    locks: [Inhibitor]
  ) -> Finding {
    guard isClosed else { return Finding(.notApplicable, ["the lid is open"]) }
    guard let display = displays.first else {
      return Finding(.notApplicable, ["no external display is attached"])
    }
    // GNOME's own lock goes with the display.
    let holders = locks.filter {
      $0.mode == "block" && $0.what.contains(.lid) && !$0.why.hasPrefix("External monitor")
    }
    if let holder = holders.first {
      return Finding(
        .fixed, ["\(holder.who) (process \(holder.process)) holds the lid: \(holder.why)"])
    }
    let then = onPower.flatMap { $0.isEmpty ? nil : $0 } ?? action
    guard LidSuspends.sleeping.contains(then), !LidSuspends.sleeping.contains(docked) else {
      return Finding(.fine, ["logind is set to \(then) when the lid is closed without a display"])
    }
    return Finding(
      .affected,
      [
        "the lid is closed, and only the display at \(display) keeps the machine awake",
        "when it is gone, as in standby, logind is set to \(then)",
      ], remedy: .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    LidSuspends.holding(context, ["--only", "ac"])
  }

  /// The connectors of displays that are no panels: drm(7).
  static func displays(_ context: QuirkContext) -> [String] {
    context.names(in: "/sys/class/drm").filter { name in
      let parts = name.split(separator: "-", maxSplits: 1)
      guard parts.count == 2, context.text("/sys/class/drm/\(name)/status") == "connected" else {
        return false
      }
      return !["eDP", "LVDS", "DSI", "Virtual", "Writeback"].contains {
        parts[1].hasPrefix($0)
      }
    }
  }
}
