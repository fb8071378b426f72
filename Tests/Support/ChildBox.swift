public import System

/// A child that is killed with its owner.
public final class ChildBox: Sendable {
  public let child: Child
  public init(_ child: consuming Child) { self.child = child }

  deinit {
    try? child.send(.kill)
    _ = try? child.wait(until: .after(.seconds(5)))
  }
}
