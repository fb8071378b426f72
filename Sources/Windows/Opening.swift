import System
import X11

extension Screen {
  /// Connects to the server at `place`.
  ///
  /// Where a compositor starts the server on demand, its window manager gets up to `patience` to
  /// show itself.
  public static func open(
    _ place: DisplayPlace, patience: Duration = .seconds(2)
  ) throws(Failure) -> Screen {
    let screen = try Screen(connected(place))
    guard place.startsOnDemand else { return screen }
    if try screen.has(.workspaceCount) { return screen }
    screen.watchRoot()
    let isManaged = try screen.eventually(within: patience) { screen throws(Failure) in
      try screen.has(.supportingCheck)
    }
    guard isManaged else { return screen }
    // It shows itself before it has said all; one without workspaces never says how many.
    _ = try screen.eventually(within: .milliseconds(200)) { screen throws(Failure) in
      try screen.has(.workspaceCount)
    }
    return screen
  }

  private static func connected(_ place: DisplayPlace) throws(Failure) -> Display {
    do throws(X11.Failure) {
      return try Display(place.name, authority: place.authority)
    } catch {
      throw .server(error)
    }
  }

  private borrowing func has(_ name: Name) throws(Failure) -> Bool {
    try read([name])[name] != nil
  }
}
