import Interchange
import Login
import Tool

extension LidDecision.Step {
  var words: String {
    switch self {
    case .noLid: "this machine has no lid that the kernel knows of"
    case .docked(let action):
      "docked, or with an external display: HandleLidSwitchDocked=\(action) counts"
    case .onExternalPower(let action):
      "on external power: HandleLidSwitchExternalPower=\(action) counts"
    case .externalPowerUnset(let action):
      "on external power, for which nothing is set, and not docked: HandleLidSwitch=\(action) counts"
    case .onBattery(let action): "on battery and not docked: HandleLidSwitch=\(action) counts"
    case .inBackground(let lock):
      "the lock of \(lock.name) does not count: its session \(lock.session ?? "") is not in front"
    case .passing:
      "GNOME holds the lid while an external monitor is attached, and for some seconds after: "
        + "the settings of logind.conf have no effect meanwhile"
    case .otherHandler(let name, _):
      "\(name) handles the lid by its own settings, which may suspend: set it to do nothing there"
    case .ignored: "logind is set to do nothing"
    case .held(let lock): "\(lock.name) holds handle-lid-switch: logind does nothing"
    case .sleepHeld(let lock):
      "\(lock.name) holds sleep, and LidSwitchIgnoreInhibited=no: logind does nothing"
    case .sleepLocksPassed: "locks on sleep and idle do not stop the lid"
    case .logindDecides: "nobody whose lock counts holds handle-lid-switch: logind decides"
    }
  }

  var json: JSON {
    .object([
      ("code", .string(code)), ("text", .string(words)),
      ("process", lock.map { .number(Int($0.inhibitor.process)) } ?? .null),
    ])
  }
}

extension InhibitorStatus {
  var name: String {
    let who = inhibitor.who.isEmpty ? "somebody" : inhibitor.who
    let command = inhibitor.command.map { " (\($0) \(inhibitor.process))" }
    return who + (command ?? " (process \(inhibitor.process), which has ended)")
  }
}
