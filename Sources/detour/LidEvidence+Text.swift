import Login
public import Quirks

extension LidEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: "this machine has no lid"
    case .isOpen: "the lid is open"
    case .noExternalDisplay: "no external display is attached"
    case .handled(let name, let process):
      "\(name) (process \(process)) handles the lid by its own settings: what it does is set there"
    case .held(let lock): "\(lock.holder) holds the lid: \(lock.why)"
    case .harmless(let action): "logind is set to \(action) when the lid closes"
    case .harmlessUndocked(let action):
      "logind is set to \(action) when the lid is closed without a display"
    case .acts(let action, let place):
      "logind is set to \(action) when the lid closes\(place.words), and nobody holds "
        + "handle-lid-switch"
    case .heldForMonitor(let lock):
      "\(lock.holder) holds it only while an external monitor is attached, and for some seconds "
        + "after"
    case .heldInBackground(let lock):
      "\(lock.holder) holds it, but its session is in the background, where that does not count"
    case .besideTheLid(let lock):
      "\(lock.who) holds \(lock.kinds), which does not stop the lid"
    case .onlyDisplay(let connector):
      "the lid is closed, and only the display at \(connector) keeps the machine awake"
    case .withoutDisplay(let action):
      "when it is gone, as in standby, logind is set to \(action)"
    case .noOldLock: "no lock on sleep or idleness is older than twelve hours"
    case .oldLock(let lock, let hours):
      "\(lock.holder) has held \(lock.kinds) for \(hours) hours: \(lock.why)"
    case .lockIsFor(let inhibitor):
      "that is for \(inhibitor.application): \(inhibitor.reason)"
    }
  }
}

extension LidPlace {
  fileprivate var words: String {
    switch self {
    case .anywhere: ""
    case .onExternalPower: " on external power"
    case .docked: " in a dock or at an external display"
    }
  }
}

extension Inhibitor {
  fileprivate var holder: String { "\(who) (process \(process))" }
  fileprivate var kinds: String { what.map(\.rawValue).joined(separator: ":") }
}
