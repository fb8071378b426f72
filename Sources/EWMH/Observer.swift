public import System
public import Windows
import X11

/// Tells what happens on a screen, by comparing what was with what is.
///
/// The window manager may end and another take its place: that is an event like others.
public final class Observer: WindowWatcher {
  public let system: Screen
  private var clients: [WindowID: Client] = [:]
  private var active: WindowID?
  private var current: Int?
  private var count: Int?
  private var manager: WindowManager?

  /// Begins with what is there now, which is no event.
  public init(_ screen: Screen) throws(WindowError) {
    system = screen
    screen.watchRoot()
    _ = try look()
  }

  /// Returns the events since the last call, in an order in which they may have happened.
  public func events() throws(WindowError) -> [WindowEvent] {
    var changes: [WindowEvent] = []
    // Events only say that it is worth looking again.
    while try hasEvents() { changes += try look() }
    return changes
  }

  private func hasEvents() throws(WindowError) -> Bool {
    var found = false
    while try system.asking({ display throws(X11Error) in try display.nextEvent() }) != nil {
      found = true
    }
    return found
  }

  private func look() throws(WindowError) -> [WindowEvent] {
    var changes: [WindowEvent] = []
    let now = try currentManager()
    if now?.window != manager?.window {
      manager = now
      if let now { system.display.watch(now.window.window, for: .structure) }
      changes.append(.manager(now.map { $0.name ?? "" }))
    }
    guard now != nil else { return changes }
    let root = try system.read([
      .clients, .activeWindow, .currentWorkspace, .workspaceCount, .workspaceNames,
      .desktopGeometry, .desktopViewport,
    ])
    changes += try windows(root)
    changes += workspaces(root)
    return changes
  }

  private func currentManager() throws(WindowError) -> WindowManager? {
    do throws(WindowError) {
      return try system.windowManager()
    } catch {
      guard error == .noWindowManager else { throw error }
      return nil
    }
  }

  private func windows(_ root: [EWMHAtom: Property]) throws(WindowError) -> [WindowEvent] {
    let listed = root[.clients]?.ids ?? []
    let focus = root[.activeWindow]?.ids?.first
    // What is watched before it is read cannot change unseen.
    for window in listed where clients[window] == nil {
      system.display.watch(window.window, for: .property)
    }
    let now = try system.clients(listed, active: focus, views: system.views(root))
    var changes: [WindowEvent] = []
    var table: [WindowID: Client] = [:]
    for client in now {
      table[client.id] = client
      guard let before = clients[client.id] else {
        changes.append(.opened(client))
        continue
      }
      if before.title != client.title { changes.append(.title(client)) }
      if before.workspace != client.workspace || before.isOnAll != client.isOnAll {
        changes.append(.moved(client))
      }
    }
    for window in clients.keys.sorted(by: { $0.rawValue < $1.rawValue })
    where table[window] == nil {
      changes.append(.closed(window))
    }
    clients = table
    let activeNow = focus.flatMap { table[$0]?.id }
    if activeNow != active {
      active = activeNow
      changes.append(.active(activeNow.flatMap { table[$0] }))
    }
    return changes
  }

  private func workspaces(_ root: [EWMHAtom: Property]) -> [WindowEvent] {
    var changes: [WindowEvent] = []
    if let views = system.views(root) {
      if views.count != count {
        count = views.count
        changes.append(.count(views.count))
      }
      if views.current != current, views.shows(views.current) {
        current = views.current
        changes.append(.workspace(views.current, name: nil))
      }
      return changes
    }
    if let number = root[.workspaceCount]?.cardinals?.first, Int(number) != count {
      count = Int(number)
      changes.append(.count(Int(number)))
    }
    if let number = root[.currentWorkspace]?.cardinals?.first, Int(number) != current {
      current = Int(number)
      let names = root[.workspaceNames].flatMap { system.texts($0) } ?? []
      let name = names.indices.contains(Int(number)) ? names[Int(number)] : nil
      changes.append(.workspace(Int(number), name: name?.isEmpty == true ? nil : name))
    }
    return changes
  }
}

extension Observer {
  /// Waits until something may have changed.
  ///
  /// - Returns: whether that was before the deadline.
  public func wait(until deadline: Deadline) throws(WindowError) -> Bool {
    _ = try events()
    // Some changes send no event; poll as a fallback.
    let next = min(deadline, .after(.milliseconds(200)))
    let descriptor = system.display.fileDescriptor
    do throws(Errno) {
      try System.wait(for: descriptor, until: next)
    } catch {
      throw WindowError(.lost)
    }
    return !deadline.hasPassed
  }

  #if !hasFeature(Embedded)
    /// Waits until something may have changed, or until nobody reads from `output` any more.
    ///
    /// - Returns: whether it is worth going on.
    public func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool {
      let loop = Loop()
      var isRead = true
      loop.watch(system.display.fileDescriptor) { _ in }
      loop.watch(output, for: []) { readiness in
        if !readiness.isDisjoint(with: [.hangUp, .failure]) { isRead = false }
      }
      do {
        try loop.turn(until: nil)
      } catch {
        throw WindowError(.lost)
      }
      return isRead
    }
  #endif
}

extension Screen: WindowSystem {
  /// Begins to watch.
  public func watch() throws(WindowError) -> Observer { try Observer(self) }
}
