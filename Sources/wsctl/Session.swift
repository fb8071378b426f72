import ArgumentParser
import EWMH
import Glibc
import Tool
import Windows

/// Connects to the windows of this session.
func openSystem() throws -> SessionWindows { try SessionWindows() }

/// The display of this session, which is looked for once.
func displayAddress() throws -> DisplayAddress {
  guard let address = foundAddress else {
    throw CommandError(
      "cannot open display: DISPLAY is not set, and no X server of this user was found;"
        + " run it in a graphical session")
  }
  return address
}

private let foundAddress = DisplayAddress.find(nonEmptyEnvironment, user: getuid())

/// The workspaces that were used last on this display.
func history() throws -> WorkspaceHistory {
  let directories = Directories()
  return WorkspaceHistory(
    directory: directories.runtime ?? directories.state,
    display: (try? displayAddress().name) ?? "wayland")
}

/// Reads a workspace's name or number.
func readTarget(_ text: String) throws -> Target {
  guard let target = Target(text) else {
    throw CommandError.usage("\"\(text)\" is no workspace: they count from 1")
  }
  return target
}

extension SessionWindows {
  /// Does something with each of some windows.
  ///
  /// - Throws: an exit with code 3 where the effect of all that was asked is to come yet, once a
  ///   window is shown.
  func perform(
    on clients: [Client], verification: Verification, _ action: (WindowID) -> WindowAction
  ) throws {
    var pending: [WindowID] = []
    for client in clients {
      let outcome = try perform(action(client.id), verification: verification)
      if outcome == .pending { pending.append(client.id) }
    }
    guard let first = pending.first else { return }
    throw CommandError(
      pending.count == 1
        ? "window \(first) takes its size once it is shown"
        : "\(pending.count) windows take their size once they are shown", code: 3)
  }
}

/// Whether an action looks for its effect.
struct Verifying: ParsableArguments {
  @Flag(help: "Send the request, and do not wait for its effect.")
  var noVerify = false

  var verification: Verification { noVerify ? .none : .standard }
}
