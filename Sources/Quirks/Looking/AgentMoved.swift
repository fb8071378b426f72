import System

/// The SSH agent of GNOME is somewhere else than programs look for it.
struct AgentMoved: Quirk {
  let name = "ssh-agent-moved"
  let title = "programs do not find GNOME's SSH agent"
  let explanation = """
    In GNOME 46 the SSH agent moved from gnome-keyring to gcr, which has it as a unit of the user's \
    service manager. Where that is not switched on, SSH_AUTH_SOCK leads nowhere and each use of a \
    key asks for its password. Mending switches the unit on; it counts from the next login.
    """

  func look(at machine: Machine) -> Finding {
    if let socket = machine.agentSocket, !socket.isEmpty {
      guard (try? Status(of: socket))?.kind != .special else {
        return Finding(.fine, ["SSH_AUTH_SOCK leads to \(socket)"])
      }
      guard Self.hasUnit(machine) else {
        return Finding(
          .notApplicable,
          ["SSH_AUTH_SOCK leads to \(socket), which is not there; gcr has no agent here"])
      }
      return Finding(
        .affected, ["SSH_AUTH_SOCK leads to \(socket), and no agent is there"],
        remedy: "detour fix \(name)")
    }
    guard machine.desktops.contains("GNOME"), Self.hasUnit(machine) else {
      return Finding(.notApplicable, ["there is no agent of GNOME's here"])
    }
    return Finding(
      .affected, ["SSH_AUTH_SOCK is not set, and gcr's agent is installed"],
      remedy: "detour fix \(name)")
  }

  func changes(on machine: Machine) throws -> [Change] {
    let unit = "gcr-ssh-agent.socket"
    return [
      .command(
        ["systemctl", "--user", "enable", "--now", unit],
        undo: ["systemctl", "--user", "disable", "--now", unit])
    ]
  }

  private static func hasUnit(_ machine: Machine) -> Bool {
    (try? Status(of: machine.root + "/usr/lib/systemd/user/gcr-ssh-agent.socket")) != nil
  }
}
