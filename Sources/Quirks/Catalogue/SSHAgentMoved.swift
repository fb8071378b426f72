import Glibc
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
    var evidence = ServiceEvidence.noSSHAgentSet
    if let socket = context.agentSocket, !socket.isEmpty {
      if Self.isHeld(socket) { return Finding(.fine, [.service(.sshAgent(socket: socket))]) }
      evidence = .deadSSHAgent(socket: socket)
    } else if !context.desktops.contains("GNOME") {
      return Finding(.notApplicable, [.service(.notGNOME)])
    }
    guard Self.hasUnit(context) else {
      return Finding(.notApplicable, [.service(evidence), .service(.gcrHasNoAgent)])
    }
    if let directory = context.runtimeDirectory,
      Self.isListening(directory + "/gcr/ssh", context)
    {
      return Finding(
        .fixed,
        [.service(.gcrListens(socket: directory + "/gcr/ssh"))])
    }
    return Finding(
      .affected, [.service(evidence), .service(.gcrIsOff)],
      remedy: .fix)
  }

  /// A socket's name stays when nobody listens any more: unix(7).
  private static func isListening(_ path: String, _ context: QuirkContext) -> Bool {
    let sockets = (try? File.read(context.root + "/proc/net/unix", limit: 4 << 20)) ?? []
    return sockets.split(separator: 0x0a).contains {
      $0.suffix(path.utf8.count + 1) == Array(" \(path)".utf8)[...]
    }
  }

  /// Returns whether a process has the socket of that name, in whichever network namespace.
  ///
  /// It is not connected to, which might start an agent: connect(2) tells a socket of another type
  /// from one that nobody has any more.
  private static func isHeld(_ path: String) -> Bool {
    do throws(Errno) {
      _ = try PacketConnection(to: path)
      return false
    } catch {
      return error.rawValue == EPROTOTYPE
    }
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
