public import Windows
import X11

extension Screen {
  private static let clientNames: [EWMHAtom] = [
    .title, .oldTitle, .windowClass, .process, .machine, .workspace, .state, .windowType,
    .frameExtents, .gtkFrameExtents, .icccmState, .gtkApplication, .kdeApplication,
  ]

  /// The windows that the window manager manages, in two round trips however many they are.
  ///
  /// A window that goes while it is asked about is left out, and so is a probe of our own.
  @export(interface)
  public func clients(_ order: ClientOrder = .opened) throws(WindowError) -> [Client] {
    let list: EWMHAtom = order == .opened ? .clients : .stacking
    let root = try read([list, .clients, .activeWindow] + Views.names)
    guard let ids = (root[list] ?? root[.clients])?.ids else {
      _ = try windowManager()
      return []
    }
    return try clients(ids, active: root[.activeWindow]?.ids?.first, views: views(root))
  }

  /// Returns what is to be known of each of `ids`, managed or not; those that are gone are left
  /// out.
  func clients(
    _ ids: [WindowID], active: WindowID?, views: Views? = nil
  ) throws(WindowError) -> [Client] {
    let tables = try read(Self.clientNames, of: ids)
    let geometries = try asking { display throws(X11Error) in
      try display.geometries(of: ids.map { $0.window })
    }
    var clients: [Client] = []
    clients.reserveCapacity(ids.count)
    for (id, (table, geometry)) in zip(ids, zip(tables, geometries)) {
      guard let table, let geometry else { continue }
      var client = client(id, table, Rectangle(geometry.frame), isActive: id == active)
      if let views {
        client.isOnAll = client.isOnAll || client.states.contains(.sticky)
        client.workspace = client.isOnAll ? nil : views.index(of: client.frame)
      }
      if client.instance != probeInstance { clients.append(client) }
    }
    return clients
  }

  /// Returns what is to be known of one window, managed or not.
  ///
  /// - Throws: ``WindowError/windowGone(_:)``.
  func window(_ id: WindowID) throws(WindowError) -> Client {
    let root = try read([.activeWindow] + Views.names)
    let active = root[.activeWindow]?.ids?.first
    guard let client = try clients([id], active: active, views: views(root)).first else {
      throw .windowGone(id)
    }
    return client
  }

  /// One window that the window manager manages.
  @export(interface) public func client(_ id: WindowID) throws(WindowError) -> Client {
    let client = try window(id)
    guard try isManaged(id) else { throw .notManaged(id) }
    return client
  }

  func isManaged(_ id: WindowID) throws(WindowError) -> Bool {
    try read([.clients])[.clients]?.ids?.contains(id) == true
  }

  /// Refuses a window that the window manager does not manage.
  func requireManaged(_ id: WindowID) throws(WindowError) {
    guard try !isManaged(id) else { return }
    _ = try read([.icccmState], of: id)
    throw .notManaged(id)
  }

  /// The window that has the focus.
  ///
  /// - Throws: ``WindowError/activeIsForeign`` when it is no X11 window, but a native Wayland one.
  @export(interface) public func activeClient() throws(WindowError) -> Client {
    let root = try read([.activeWindow, .clients])
    let active = root[.activeWindow]?.ids?.first
    if let active, root[.clients]?.ids?.contains(active) == true { return try window(active) }
    let manager = try windowManager()
    // On Wayland the focus of X is on nothing, or on a window of the compositor's own.
    guard active == nil || active?.rawValue == 0, !manager.isMutter else {
      throw .activeIsForeign
    }
    throw .nothingActive
  }

  /// Lets the user click on a window.
  @export(interface)
  public func pick() throws(WindowError) -> Client? {
    guard let id = try pickWindow() else { return nil }
    return try client(id)
  }

  /// Lets the user click on a window, managed or not; the root window counts, too.
  package func pickWindow() throws(WindowError) -> WindowID? {
    let mark = self[.icccmState]
    return try asking { display throws(X11Error) -> WindowID? in
      guard let top = try display.pick(until: nil) else { return nil }
      if top == display.root { return WindowID(top) }
      return WindowID(try display.client(under: top, marked: mark))
    }
  }

  private func client(
    _ id: WindowID, _ table: [EWMHAtom: Property], _ area: Rectangle, isActive: Bool
  ) -> Client {
    let words = table[.windowClass].flatMap { classWords($0) } ?? []
    let workspace = table[.workspace]?.cardinals?.first
    return Client(
      id: id, title: table[.title].flatMap { text($0) } ?? table[.oldTitle].flatMap { text($0) },
      instance: words.first, className: words.count > 1 ? words[1] : nil,
      process: table[.process]?.cardinals?.first, machine: table[.machine].flatMap { text($0) },
      application: table[.gtkApplication].flatMap { text($0) }
        ?? table[.kdeApplication].flatMap { text($0) },
      workspace: workspace.flatMap { $0 == allWorkspaces ? nil : Int($0) },
      isOnAll: workspace == allWorkspaces, area: area,
      decoration: Edges(table[.frameExtents]?.cardinals),
      shadow: Edges(table[.gtkFrameExtents]?.cardinals), states: states(table[.state]),
      types: (table[.windowType]?.atoms ?? []).compactMap { name(of: $0)?.type },
      isIconic: table[.icccmState]?.numbers?.first == 3, isActive: isActive)
  }

  func states(_ property: Property?) -> Set<WindowState> {
    Set((property?.atoms ?? []).compactMap { name(of: $0)?.state })
  }

  /// The parts of a class: `WM_CLASS` is Latin-1 by its type, and UTF-8 by what toolkits write.
  private func classWords(_ property: Property) -> [String]? {
    guard property.type == .string, let pieces = property.pieces else { return texts(property) }
    return pieces.map { String(validating: $0, as: UTF8.self) ?? latin1($0) }
  }
}

/// What `_NET_WM_DESKTOP` holds for a window that is on all workspaces.
package let allWorkspaces: UInt32 = 0xffff_ffff
