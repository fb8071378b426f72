import ArgumentParser
import EWMH
import Glibc
import Synchronization
import Tool
import Windows

/// Connects to the windows of this session.
func openSystem() throws -> SessionWindows { try SessionWindows() }

/// The display of this session, which is looked for once.
func displayAddress() throws -> DisplayAddress {
  if let foundAddress { return foundAddress }
  let running = DisplayAddress.running(nonEmptyEnvironment, user: getuid())
  guard running.isEmpty else { throw CommandError(severalDisplays(running)) }
  throw CommandError(
    "cannot open display: DISPLAY is not set, and no X server of this user was found;"
      + " run it in a graphical session")
}

private let foundAddress =
  chosenDisplay.withLock { $0 }.map {
    DisplayAddress.named($0, nonEmptyEnvironment, user: getuid())
  } ?? DisplayAddress.find(nonEmptyEnvironment, user: getuid())

/// The display that `--display` names.
private let chosenDisplay = Mutex<String?>(nil)

/// Whether `--display` names one: then its windows are meant, and not those of the session.
var isDisplayChosen: Bool { chosenDisplay.withLock { $0 } != nil }

/// Takes `--display NAME`, which every command has, out of its words.
func withoutDisplay(_ words: [String]) -> [String] {
  var rest: [String] = []
  var words = words[...]
  while let word = words.popFirst() {
    if word == "--" { return rest + [word] + words }
    if word == "--display", let name = words.popFirst() {
      chosenDisplay.withLock { $0 = name }
    } else if word.hasPrefix("--display=") {
      chosenDisplay.withLock { $0 = String(word.dropFirst("--display=".count)) }
    } else {
      rest.append(word)
    }
  }
  return rest
}

/// Names the displays of this user, with what runs on them.
private func severalDisplays(_ running: [DisplayAddress]) -> String {
  let names = running.map { address in
    // To look into one that starts on demand would start it.
    let screen = address.startsOnDemand ? nil : try? Screen.open(address)
    let manager = (try? screen?.windowManager().name) ?? nil
    return "\(address.name) (\(visible(manager ?? address.server ?? "unknown")))"
  }
  return "DISPLAY is not set, and you have several displays: \(names.joined(separator: ", "));"
    + " choose one with --display"
}

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

/// Which display is meant; ``withoutDisplay(_:)`` takes it out of the words before they are parsed,
/// so that it may stand anywhere.
struct Connecting: ParsableArguments {
  @Option(help: "The X display, such as :1, instead of DISPLAY.", completion: .displays)
  var display: String?
}

/// The workspaces beyond the edge.
struct Reaching: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Whether to wrap around at the edge, or to stop there.")
  var wrap = false

  @Flag(help: "Make the workspaces that are missing.")
  var create = false
}

/// The choice whether an action looks for its effect.
struct Verifying: ParsableArguments {
  @Flag(help: "Send the request, and do not wait for its effect.")
  var noVerify = false

  var verification: Verification { noVerify ? .none : .standard }
}
