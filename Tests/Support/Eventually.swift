import System

/// Tries `condition` until it holds, and says whether it did in time: after five milliseconds, and
/// then less often, up to each tenth of a second. Most conditions start a program to look.
public func eventually(
  within limit: Duration = .seconds(60), _ condition: () throws -> Bool
) rethrows -> Bool {
  let deadline = Deadline.after(limit)
  var pause = Duration.milliseconds(5)
  while true {
    if try condition() { return true }
    if deadline.hasPassed { return false }
    sleep(for: pause)
    pause = min(pause * 3 / 2, .milliseconds(100))
  }
}
