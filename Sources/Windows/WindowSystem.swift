public import System

/// A way to see the windows and workspaces of a session and to act on them.
///
/// Each back end is one type of its own; what works with any of them is generic. An action waits
/// for its effect itself, however the back end learns of it, and answers with an ``Outcome`` or
/// throws.
public protocol WindowSystem: AnyObject {
  /// What tells of changes.
  associatedtype Watcher: WindowWatcher where Watcher.Watched == Self

  /// The workspaces as they are now.
  func workspaces() throws(WindowError) -> Workspaces

  /// The managed windows as they are now.
  func clients(_ order: ClientOrder) throws(WindowError) -> [Client]

  /// One window.
  ///
  /// - Throws: ``WindowError/windowGone(_:)``, ``WindowError/notManaged(_:)``.
  func client(_ id: WindowID) throws(WindowError) -> Client

  /// The window that has the focus.
  ///
  /// - Throws: ``WindowError/nothingActive``, ``WindowError/activeIsForeign``.
  func activeClient() throws(WindowError) -> Client

  /// The monitors, in an order of the system's own; at least one.
  func monitors() throws(WindowError) -> [Monitor]

  /// The process of each window's program, as the system itself knows it; nothing where it does not.
  ///
  /// What a window says of it may be wrong or, in a sandbox, another number.
  func processes(of ids: [WindowID]) throws(WindowError) -> [Int?]

  /// Lets the user click on a window; nothing where that was none.
  func pick() throws(WindowError) -> Client?

  /// Does something, and waits for its effect.
  @discardableResult
  func perform(_ action: WindowAction, verification: Verification) throws(WindowError) -> Outcome

  #if !hasFeature(Embedded)
    /// Makes the workspace that `choose` finds among all of them the current one; `choose` may create it.
    ///
    /// - Returns: which one was current before, where that is known and it is still there, and which
    ///   one is now.
    func switchTo(
      verification: Verification, _ choose: (Workspaces) throws -> Int
    ) throws -> (before: Int?, now: Int)
  #endif

  /// Begins to watch, with what is so now.
  func watch() throws(WindowError) -> Watcher
}

/// Tells of what happens in a window system.
public protocol WindowWatcher: AnyObject {
  associatedtype Watched: WindowSystem

  /// The window system that is watched.
  var system: Watched { get }

  /// Returns the events since the last call, in an order in which they may have happened.
  func events() throws(WindowError) -> [WindowEvent]

  /// Waits until something may have happened.
  ///
  /// - Returns: whether that was before the deadline.
  func wait(until deadline: Deadline) throws(WindowError) -> Bool

  /// Waits until something may have happened, or until nobody reads from `output` any more.
  ///
  /// - Returns: whether it is worth going on.
  func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool
}
