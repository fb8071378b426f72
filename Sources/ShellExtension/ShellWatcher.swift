import DBus
public import System
public import Windows

/// Tells what happens in GNOME Shell: the extension sends an event for each change, and what is so
/// then is compared with what was.
public final class ShellWatcher: WindowWatcher {
  public let system: ShellWindows
  private var last: Snapshot?
  private let heard = Heard()

  /// What signals have told: the connection's handlers hold it, and not the watcher.
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
      throw .connection(ConnectionError(.refused, "\(error)"))
    }
    _ = try events()
  }

  public func events() throws(WindowError) -> [WindowEvent] {
    try process()
    guard heard.isStale else { return [] }
    heard.isStale = false
    if heard.isAnother { last = nil }
    heard.isAnother = false
    guard heard.isThere else { return [] }
    if last == nil { _ = try system.call("Subscribe", [.boolean(true)], returning: "") }
    let now = try system.snapshot()
    defer { last = now }
    return last.map { changes(from: $0, to: now) } ?? []
  }

  private func changes(from before: Snapshot, to now: Snapshot) -> [WindowEvent] {
    var events: [WindowEvent] = []
    var known: [WindowID: Client] = [:]
    for window in before.windows { known[window.client.id] = window.client }
    let clients = now.clients(.opened)
    for client in clients {
      guard let old = known[client.id] else {
        events.append(.opened(client))
        continue
      }
      if old.title != client.title { events.append(.title(client)) }
      if old.workspace != client.workspace || old.isOnAll != client.isOnAll {
        events.append(.moved(client))
      }
    }
    let ids = Set(clients.map { $0.id })
    for client in before.clients(.opened) where !ids.contains(client.id) {
      events.append(.closed(client.id))
    }
    let active = clients.first { $0.isActive }
    if before.windows.first(where: { $0.client.isActive })?.client.id != active?.id {
      events.append(.active(active))
    }
    if before.workspaces.count != now.workspaces.count {
      events.append(.count(now.workspaces.count))
    }
    if before.workspaces.current != now.workspaces.current, let current = now.workspaces.current {
      events.append(.workspace(current, name: now.workspaces.name(current)))
    }
    return events
  }

  private func process() throws(WindowError) {
    do throws(DBusError) {
      try system.extensionProxy.connection.process()
    } catch {
      throw .connection(ConnectionError(.lost, "the connection to the session bus is lost"))
    }
  }

  /// Waits until something may have happened.
  ///
  /// - Returns: whether that was before the deadline.
  public func wait(until deadline: Deadline) throws(WindowError) -> Bool {
    do throws(DBusError) {
      _ = try system.extensionProxy.connection.wait(until: deadline) { heard.isStale }
    } catch {
      throw .connection(ConnectionError(.lost, "the connection to the session bus is lost"))
    }
    _ = try events()
    return !deadline.hasPassed
  }

  #if !hasFeature(Embedded)
    /// Waits until something may have happened, or until nobody reads from `output` any more.
    ///
    /// - Returns: whether it is worth going on.
    public func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool {
      guard let descriptor = system.extensionProxy.connection.fileDescriptor else {
        throw .connection(ConnectionError(.lost, "the connection to the session bus is lost"))
      }
      try process()
      if heard.isStale { return true }
      let loop = Loop()
      var isRead = true
      loop.watch(descriptor) { _ in }
      loop.watch(output, for: []) { readiness in
        if !readiness.isDisjoint(with: [.hangUp, .failure]) { isRead = false }
      }
      do {
        try loop.turn(until: nil)
      } catch {
        throw .connection(ConnectionError(.lost, "\(error)"))
      }
      return isRead
    }
  #endif
}
