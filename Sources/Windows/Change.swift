public import System
public import X11

/// Something that happened to windows or workspaces.
public enum Change: Hashable, Sendable {
  /// Another workspace is current.
  case workspace(Int, name: String?)
  /// The number of workspaces changed.
  case count(Int)
  /// Another window has the focus; none when it is not one of X11's.
  case active(Client?)
  case opened(Client)
  case closed(Window)
  /// A window has another title.
  case title(Client)
  /// A window went to another workspace, or to all.
  case moved(Client)
  /// The window manager, by its name; none when it has ended.
  case manager(String?)
}

/// Sees what happens on a screen, by comparing what was with what is.
///
/// The window manager may end and another take its place: that is a change like others.
public final class Observer {
  public let screen: Screen
  private var clients: [Window: Client] = [:]
  private var active: Window?
  private var current: Int?
  private var count: Int?
  private var manager: WindowManager?

  /// Begins with what is there now, which is no change.
  public init(_ screen: consuming Screen) throws(Failure) {
    self.screen = screen
    self.screen.watchRoot()
    _ = try look()
  }

  /// The changes since it was asked last, in an order in which they may have happened.
  public func changes() throws(Failure) -> [Change] {
    var changes: [Change] = []
    // Events only say that it is worth looking again.
    while try hasEvents() { changes += try look() }
    return changes
  }

  private func hasEvents() throws(Failure) -> Bool {
    var found = false
    while try screen.asking({ display throws(X11.Failure) in try display.nextEvent() }) != nil {
      found = true
    }
    return found
  }

  private func look() throws(Failure) -> [Change] {
    var changes: [Change] = []
    let now = try currentManager()
    if now?.window != manager?.window {
      manager = now
      if let now { screen.display.watch(now.window, for: .structure) }
      changes.append(.manager(now.map { $0.name ?? "" }))
    }
    guard now != nil else { return changes }
    let root = try screen.read([
      .clients, .activeWindow, .currentWorkspace, .workspaceCount, .workspaceNames,
    ])
    changes += try windows(root)
    changes += workspaces(root)
    return changes
  }

  private func currentManager() throws(Failure) -> WindowManager? {
    do throws(Failure) {
      return try screen.windowManager()
    } catch {
      guard error == .noWindowManager else { throw error }
      return nil
    }
  }

  private func windows(_ root: [Name: Property]) throws(Failure) -> [Change] {
    let listed = root[.clients]?.windows ?? []
    let focus = root[.activeWindow]?.windows?.first
    // What is watched before it is read cannot change unseen.
    for window in listed where clients[window] == nil {
      screen.display.watch(window, for: .property)
    }
    let now = try screen.clients(listed, active: focus)
    var changes: [Change] = []
    var table: [Window: Client] = [:]
    for client in now {
      table[client.window] = client
      guard let before = clients[client.window] else {
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
    let activeNow = focus.flatMap { table[$0]?.window }
    if activeNow != active {
      active = activeNow
      changes.append(.active(activeNow.flatMap { table[$0] }))
    }
    return changes
  }

  private func workspaces(_ root: [Name: Property]) -> [Change] {
    var changes: [Change] = []
    if let number = root[.workspaceCount]?.cardinals?.first, Int(number) != count {
      count = Int(number)
      changes.append(.count(Int(number)))
    }
    if let number = root[.currentWorkspace]?.cardinals?.first, Int(number) != current {
      current = Int(number)
      let names = root[.workspaceNames].flatMap { screen.texts($0) } ?? []
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
  public func wait(until deadline: Deadline) throws(Failure) -> Bool {
    _ = try changes()
    // Not all that changes is told: so look again after a while.
    let next = min(deadline, .after(.milliseconds(200)))
    let descriptor = screen.display.fileDescriptor
    do throws(Errno) {
      try System.wait(for: descriptor, until: next)
    } catch {
      throw .server(.lost)
    }
    return !deadline.hasPassed
  }

  #if !hasFeature(Embedded)
    /// Waits until something may have changed, or until nobody reads from `output` any more.
    ///
    /// - Returns: whether it is worth going on.
    public func waitForChange(orReaderGone output: CInt) throws(Failure) -> Bool {
      let loop = Loop()
      var isRead = true
      loop.watch(screen.display.fileDescriptor) { _ in }
      loop.watch(output, for: []) { readiness in
        if !readiness.isDisjoint(with: [.hangUp, .failure]) { isRead = false }
      }
      do {
        try loop.turn(until: nil)
      } catch {
        throw .server(.lost)
      }
      return isRead
    }
  #endif
}
