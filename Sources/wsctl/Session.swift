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

/// Whether a Wayland compositor shows the session, so that there may be windows which X11 does not
/// see.
var isWaylandSession: Bool {
  nonEmptyEnvironment("WAYLAND_DISPLAY") != nil
    || nonEmptyEnvironment("XDG_SESSION_TYPE") == "wayland"
    || foundAddress?.startsOnDemand == true
}

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

/// Whether an action looks for its effect.
struct Verifying: ParsableArguments {
  @Flag(help: "Send the request, and do not wait for its effect.")
  var noVerify = false

  var verification: Verification { noVerify ? .none : .standard }
}
