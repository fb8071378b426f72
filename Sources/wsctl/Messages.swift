import EWMH
import WindowMessages
public import Windows

let messages = WindowMessages("workspace", countedFrom: 1)

/// The sentences of wsctl for what could not be done, with the option that may help.
extension WindowError: CustomStringConvertible {
  public var description: String { messages.text(self) + hint }

  private var hint: String {
    switch self {
    case .noWorkspace(_, _, let manager):
      WindowManager.isMutter(manager ?? "")
        ? "; GNOME adds one when the last is in use, unless its settings have a fixed number"
        : "; --create adds what is missing"
    case .noNeighbour: "; --wrap goes round"
    case .severalMatches: "; say which, or use --first or --all-matches"
    default: ""
    }
  }
}
