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
    if try screen.isManaged() { return screen }
    screen.watchRoot()
    _ = try screen.eventually(within: patience) { screen throws(Failure) in
      try screen.isManaged()
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

  private borrowing func isManaged() throws(Failure) -> Bool {
    try read([.supportingCheck])[.supportingCheck] != nil
  }
}
