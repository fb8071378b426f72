public import System
public import Windows
import X11

/// Tells what happens on a screen, by comparing what was with what is.
///
/// The window manager may end and another take its place: that is an event like others.
public final class Observer: WindowWatcher {
  public let system: Screen
  private var last = SessionState()
  private var manager: WindowManager?
  /// Whether something has happened since it was looked.
  private var isStale = false

  /// Begins with what is there now, which is no event.
  @export(interface) public init(_ screen: Screen) throws(WindowError) {
    system = screen
    screen.watchRoot()
    _ = try look()
  }

  /// Returns the events since the last call, in an order in which they may have happened.
  @export(interface) public func events() throws(WindowError) -> [WindowEvent] {
    // Events only say that it is worth looking again: once, as they may come faster than that.
    guard try hasNews() else { return [] }
    isStale = false
    return try look()
  }

  private func hasNews() throws(WindowError) -> Bool {
    while try system.asking({ display throws(X11Error) in try display.nextEvent() }) != nil {
      isStale = true
    }
    return isStale
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
    let before = last
    last.clients = try windows(root)
    let views = system.views(root)
    if let views {
      last.count = views.count
      if views.shows(views.current) { last.current = views.current }
    } else {
      if let number = root[.workspaceCount]?.cardinals?.first { last.count = Int(number) }
      if let number = root[.currentWorkspace]?.cardinals?.first { last.current = Int(number) }
    }
    let names = views == nil ? root[.workspaceNames].flatMap { system.texts($0) } ?? [] : []
    return changes
      + last.events(since: before) { index in
        names.indices.contains(index) && !names[index].isEmpty ? names[index] : nil
      }
  }

  private func currentManager() throws(WindowError) -> WindowManager? {
    do throws(WindowError) {
      return try system.windowManager()
    } catch {
      guard error == .noWindowManager else { throw error }
      return nil
    }
  }

  private func windows(_ root: [EWMHAtom: Property]) throws(WindowError) -> [Client] {
    let listed = root[.clients]?.ids ?? []
    // What is watched before it is read cannot change unseen.
    for window in listed where !last.clients.contains(where: { $0.id == window }) {
      system.display.watch(window.window, for: .property)
    }
    return try system.clients(
      listed, active: root[.activeWindow]?.ids?.first, views: system.views(root))
  }
}

extension Observer {
  /// Waits until something may have changed.
  ///
  /// - Returns: whether that was before the deadline.
  @export(interface) public func wait(until deadline: Deadline) throws(WindowError) -> Bool {
    _ = try events()
    // Events that came with an answer leave the socket silent. Some changes send none: poll as a
    // fallback.
    let next: Deadline = try hasNews() ? .now : min(deadline, .after(.milliseconds(200)))
    let descriptor = system.display.fileDescriptor
    do throws(Errno) {
      try System.wait(for: descriptor, until: next)
    } catch {
      throw WindowError(.lost)
    }
    return !deadline.hasPassed
  }

  /// Waits until something may have changed, or until nobody reads from `output` any more.
  ///
  /// - Returns: whether it is worth going on.
  @export(interface)
  public func waitForChange(orReaderGone output: CInt) throws(WindowError) -> Bool {
    let next: Deadline? = try hasNews() ? .now : nil
    do throws(Errno) {
      return try System.wait(
        for: system.display.fileDescriptor, orReaderGone: output, until: next)
    } catch {
      throw WindowError(.lost)
    }
  }
}

extension Screen: WindowSystem {
  /// Begins to watch.
  public func watch() throws(WindowError) -> Observer { try Observer(self) }
}
