import System

/// Tries `condition` every few milliseconds until it holds; says whether it did in time.
public func eventually(
  within limit: Duration = .seconds(30), _ condition: () throws -> Bool
) rethrows -> Bool {
  let deadline = Deadline.after(limit)
  while true {
    if try condition() { return true }
    if deadline.hasPassed { return false }
    sleep(for: .milliseconds(5))
  }
}
