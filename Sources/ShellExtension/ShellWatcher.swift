import DBus
public import System
public import Windows

/// Tells what happens in GNOME Shell: the extension sends an event for each change, and what is so
/// then is compared with what was.
public final class ShellWatcher: WindowWatcher {
  public let system: ShellWindows
  private var last: Snapshot?
  private var isStale = true
  private var isThere = true

  init(_ windows: ShellWindows) throws(WindowError) {
    system = windows
    let proxy = windows.extensionProxy
    do throws(DBusError) {
      try proxy.subscribe(to: "Changed") { [unowned self] _ in isStale = true }
      // The name goes while the screen is locked, and when the extension is switched off and on.
      try proxy.connection.subscribe(
        MatchRule(
          sender: "org.freedesktop.DBus", path: "/org/freedesktop/DBus",
          interface: "org.freedesktop.DBus", member: "NameOwnerChanged",
          firstArgument: ShellWindows.name)
      ) { [unowned self] signal in
        isThere = signal.values.count == 3 && signal.values[2].string?.isEmpty == false
        isStale = true
        last = nil
      }
    } catch {
      throw .connection(ConnectionError(.refused, "\(error)"))
    }
    _ = try events()
  }

  public func events() throws(WindowError) -> [WindowEvent] {
    try process()
    guard isStale else { return [] }
    isStale = false
    guard isThere else { return [] }
    if last == nil { _ = try system.call("Subscribe", [.boolean(true)], returning: "") }
    let now = try system.snapshot()
    defer { last = now }
    return last.map { changes(from: $0, to: now) } ?? []
  }

  private func changes(from before: Snapshot, to now: Snapshot) -> [WindowEvent] {
    var events: [WindowEvent] = []
    let known = Dictionary(
      before.windows.map { ($0.client.id, $0.client) }, uniquingKeysWith: { $1 })
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
    let ids = Set(clients.map(\.id))
    for client in before.clients(.opened) where !ids.contains(client.id) {
      events.append(.closed(client.id))
    }
    let active = clients.first(where: \.isActive)
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
      _ = try system.extensionProxy.connection.wait(until: deadline) { isStale }
    } catch {
      throw .connection(ConnectionError(.lost, "the connection to the session bus is lost"))
    }
    _ = try events()
    return !deadline.hasPassed
  }

  /// Waits until something may have happened, or until nobody reads from `output` any more.
  ///
  /// - Returns: whether it is worth going on.
  public func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool {
    guard let descriptor = system.extensionProxy.connection.fileDescriptor else {
      throw .connection(ConnectionError(.lost, "the connection to the session bus is lost"))
    }
    try process()
    if isStale { return true }
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
}
