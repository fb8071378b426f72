import DBus
public import System
public import Windows

/// Tells what happens in GNOME Shell: the extension sends an event for each change, and what is so
/// then is compared with what was.
public final class ShellWatcher: WindowWatcher {
  public let system: ShellWindows
  /// What was so when it was last looked at: also before the screen was locked.
  private var last: Snapshot?
  private var isSubscribed = false
  private let heard = Heard()

  /// The news of signals: the connection's handlers hold it, and not the watcher.
  private final class Heard {
    /// Whether something may have changed.
    var isStale = true
    /// Whether the extension has its name.
    var isThere = true
    /// Whether its name is another connection's than before.
    var isAnother = false
  }

  init(_ windows: ShellWindows) throws(WindowError) {
    system = windows
    let proxy = windows.extensionProxy
    do throws(DBusError) {
      try proxy.subscribe(to: "Changed") { [heard] _ in heard.isStale = true }
      // The name goes while the screen is locked, and when the extension is switched off and on.
      try proxy.connection.subscribe(
        MatchRule(
          sender: "org.freedesktop.DBus", path: "/org/freedesktop/DBus",
          interface: "org.freedesktop.DBus", member: "NameOwnerChanged",
          firstArgument: ShellWindows.name)
      ) { [heard] signal in
        heard.isThere = signal.values.count == 3 && signal.values[2].string?.isEmpty == false
        heard.isStale = true
        heard.isAnother = true
      }
    } catch {
      throw .connection(ConnectionError(.sessionBus, .refused, error.message))
    }
    _ = try events()
  }

  @export(interface) public func events() throws(WindowError) -> [WindowEvent] {
    try process()
    guard heard.isStale else { return [] }
    heard.isStale = false
    if heard.isAnother { isSubscribed = false }
    heard.isAnother = false
    guard heard.isThere, let now = try look() else { return [] }
    defer { last = now }
    return last.map { now.state.events(since: $0.state, name: now.workspaces.name) } ?? []
  }

  /// What is so now; nothing where the extension ends meanwhile, of which its name will tell.
  private func look() throws(WindowError) -> Snapshot? {
    do throws(WindowError) {
      if !isSubscribed { _ = try system.call("Subscribe", [.boolean(true)], returning: "") }
      isSubscribed = true
      return try system.snapshot()
    } catch {
      guard case .connection(let error) = error, error.kind == .lost else { throw error }
      isSubscribed = false
      return nil
    }
  }

  private func process() throws(WindowError) {
    do throws(DBusError) {
      try system.extensionProxy.connection.process()
    } catch {
      throw .connection(ConnectionError(.sessionBus, .lost))
    }
  }

  /// Waits until something may have happened.
  ///
  /// - Returns: whether that was before the deadline.
  @export(interface) public func wait(until deadline: Deadline) throws(WindowError) -> Bool {
    do throws(DBusError) {
      _ = try system.extensionProxy.connection.wait(until: deadline) { heard.isStale }
    } catch {
      throw .connection(ConnectionError(.sessionBus, .lost))
    }
    _ = try events()
    return !deadline.hasPassed
  }

  /// Waits until something may have happened, or until nobody reads from `output` any more.
  ///
  /// - Returns: whether it is worth going on.
  @export(interface)
  public func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool {
    guard let descriptor = system.extensionProxy.connection.fileDescriptor else {
      throw .connection(ConnectionError(.sessionBus, .lost))
    }
    try process()
    do throws(Errno) {
      return try System.wait(
        for: descriptor, orReaderGone: output, until: heard.isStale ? .now : nil)
    } catch {
      throw .connection(ConnectionError(.sessionBus, .lost))
    }
  }
}

extension Snapshot {
  fileprivate var state: SessionState {
    SessionState(
      clients: clients(.opened), count: workspaces.count, current: workspaces.current)
  }
}
