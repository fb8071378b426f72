import System

/// The SSH agent of GNOME is somewhere else than programs look for it.
struct SSHAgentMoved: Quirk {
  let name = "ssh-agent-moved"
  let title = "programs do not find GNOME's SSH agent"
  let explanation = """
    In GNOME 46 the SSH agent moved from gnome-keyring to gcr, which has it as a unit of the user's \
    service manager. Where that is not switched on, SSH_AUTH_SOCK leads nowhere and each use of a \
    key asks for its password. The fix switches the unit on; it takes effect from the next login.
    """

  func check(_ context: QuirkContext) -> Finding {
    var evidence = "SSH_AUTH_SOCK is not set"
    if let socket = context.agentSocket, !socket.isEmpty {
      if Self.isSocket(socket) { return Finding(.fine, ["SSH_AUTH_SOCK leads to \(socket)"]) }
      evidence = "SSH_AUTH_SOCK leads to \(socket), and no agent is there"
    } else if !context.desktops.contains("GNOME") {
      return Finding(.notApplicable, ["this is no session of GNOME"])
    }
    guard Self.hasUnit(context) else {
      return Finding(.notApplicable, [evidence, "gcr has no agent here"])
    }
    if let directory = context.runtimeDirectory,
      Self.isListening(directory + "/gcr/ssh", context)
    {
      return Finding(
        .fixed,
        ["gcr's agent listens at \(directory)/gcr/ssh, where programs look from the next login on"])
    }
    return Finding(
      .affected, [evidence, "gcr's agent is installed, and not switched on"],
      remedy: .fix)
  }

  /// A socket's name stays when nobody listens any more: unix(7).
  private static func isListening(_ path: String, _ context: QuirkContext) -> Bool {
    let sockets = (try? File.read(context.root + "/proc/net/unix", limit: 4 << 20)) ?? []
    return sockets.split(separator: 0x0a).contains {
      $0.suffix(path.utf8.count + 1) == Array(" \(path)".utf8)[...]
    }
  }

  private static func isSocket(_ path: String) -> Bool {
    (try? Status(of: path))?.kind == .special
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    let unit = "gcr-ssh-agent.socket"
    return [
      CommandRun(
        ["systemctl", "--user", "enable", "--now", unit],
        undo: ["systemctl", "--user", "disable", "--now", unit])
    ]
  }

  private static func hasUnit(_ context: QuirkContext) -> Bool {
    (try? Status(of: context.root + "/usr/lib/systemd/user/gcr-ssh-agent.socket")) != nil
  }
}
