import System
public import Windows
import X11

extension Screen {
  /// Connects to the server at `place`.
  ///
  /// Where a compositor starts the server on demand, its window manager gets up to `patience` to
  /// show itself.
  @export(interface) public static func open(
    _ place: DisplayAddress, patience: Duration = .seconds(2)
  ) throws(WindowError) -> Screen {
    let screen = try Screen(connected(place))
    guard place.startsOnDemand else { return screen }
    // Most ask for the list of windows first.
    let root = try screen.readAhead([.workspaceCount, .clients, .oldClients])
    if root[.workspaceCount] != nil { return screen }
    screen.watchRoot()
    let isManaged = try screen.eventually(within: patience) { () throws(WindowError) in
      try screen.has(.supportingCheck)
    }
    guard isManaged else { return screen }
    // It shows itself before it has said all; one without workspaces never says how many.
    _ = try screen.eventually(within: .milliseconds(200)) { () throws(WindowError) in
      try screen.has(.workspaceCount)
    }
    return screen
  }

  private static func connected(_ place: DisplayAddress) throws(WindowError) -> Display {
    do throws(X11Error) {
      return try Display(place.name, authority: place.authority)
    } catch {
      throw WindowError(error)
    }
  }

  private func has(_ name: EWMHAtom) throws(WindowError) -> Bool {
    try read([name])[name] != nil
  }
}
