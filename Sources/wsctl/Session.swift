import Glibc
import Tool
import Windows

/// Connects to the display of this session.
func openScreen() throws -> Screen {
  guard let place = DisplayPlace.find(set, user: getuid()) else {
    throw Problem(
      "cannot open display: DISPLAY is not set, and no X server of this user was found;"
        + " run it in a graphical session")
  }
  return try .open(place)
}
