public import X11

/// A window that a window manager manages, as it was when it was asked.
public struct Client: Hashable, Sendable {
  public let window: Window
  /// Its title, from whichever property and of whichever type the program set it.
  public var title: String?
  /// The first part of its class: the program's or the window's own name.
  public var instance: String?
  /// The second part of its class: what kind of program it belongs to.
  public var className: String?
  /// The process that says it made the window, on ``machine``.
  public var process: UInt32?
  public var machine: String?
  /// The workspace it is on, from 0; nothing when it is on all, or when that is not told.
  public var workspace: Int?
  /// Whether it is on all workspaces.
  public var isOnAll: Bool
  /// The area of the program's own part of it on the screen, shadows that it draws included.
  public var area: Rectangle
  /// What the window manager puts around it.
  public var decoration: Edges
  /// What of its area is a shadow that the program draws itself.
  public var shadow: Edges
  public var states: Set<Name>
  public var types: [Name]
  /// Whether it is put away: `WM_STATE` says iconic.
  public var isIconic: Bool
  /// Whether it has the focus.
  public var isActive: Bool

  /// Widths in pixels at the four sides.
  public struct Edges: Hashable, Sendable {
    public var left = 0
    public var right = 0
    public var top = 0
    public var bottom = 0

    public init(left: Int = 0, right: Int = 0, top: Int = 0, bottom: Int = 0) {
      self.left = left
      self.right = right
      self.top = top
      self.bottom = bottom
    }

    /// Out of a property's numbers, in their order; nothing out of fewer than four.
    init(_ numbers: [UInt32]?) {
      self.init()
      guard let numbers, numbers.count >= 4 else { return }
      // Wider than any screen is not an edge.
      let edges = numbers.prefix(4).map { Int(min($0, 1 << 15)) }
      self.init(left: edges[0], right: edges[1], top: edges[2], bottom: edges[3])
    }
  }

  /// What the user sees of it: with the window manager's frame, without shadows.
  public var frame: Rectangle {
    Rectangle(
      x: area.x - decoration.left + shadow.left, y: area.y - decoration.top + shadow.top,
      width: area.width + decoration.left + decoration.right - shadow.left - shadow.right,
      height: area.height + decoration.top + decoration.bottom - shadow.top - shadow.bottom)
  }

  /// Whether it is a window that people work with, and no panel, desktop or helper of one.
  public var isOrdinary: Bool {
    !states.contains(.skipTaskbar) && !types.contains(.dockType) && !types.contains(.desktopType)
  }

  /// Whether the user has minimised it.
  public var isMinimised: Bool {
    states.contains(.hidden) && !states.contains(.shaded)
  }
}

/// The order in which windows are listed.
public enum ClientOrder: Sendable {
  /// As they were opened.
  case opened
  /// From the lowest to the highest.
  case stacking
}

extension Screen {
  private static let clientNames: [Name] = [
    .title, .oldTitle, .windowClass, .process, .machine, .workspace, .state, .windowType,
    .frameExtents, .gtkFrameExtents, .icccmState,
  ]

  /// The windows that the window manager manages, in two round trips however many they are.
  ///
  /// A window that goes while it is asked about is left out.
  public borrowing func clients(_ order: ClientOrder = .opened) throws(Failure) -> [Client] {
    let list: Name = order == .opened ? .clients : .stacking
    let root = try read([list, .clients, .activeWindow])
    guard let windows = (root[list] ?? root[.clients])?.windows else {
      _ = try windowManager()
      return []
    }
    return try clients(windows, active: root[.activeWindow]?.windows?.first)
  }

  /// What is to be known of each of `windows`, managed or not; those that are gone are left out.
  public borrowing func clients(
    _ windows: [Window], active: Window?
  ) throws(Failure) -> [Client] {
    let tables = try read(Self.clientNames, of: windows)
    let geometries = try asking { display throws(X11.Failure) in
      try display.geometries(of: windows)
    }
    var clients: [Client] = []
    clients.reserveCapacity(windows.count)
    for (window, (table, geometry)) in zip(windows, zip(tables, geometries)) {
      guard let table, let geometry else { continue }
      clients.append(client(window, table, geometry.frame, isActive: window == active))
    }
    return clients
  }

  /// What is to be known of one window.
  ///
  /// - Throws: ``Failure/windowGone(_:)``.
  public borrowing func client(_ window: Window) throws(Failure) -> Client {
    let active = try read([.activeWindow])[.activeWindow]?.windows?.first
    guard let client = try clients([window], active: active).first else {
      throw .windowGone(window)
    }
    return client
  }

  private borrowing func client(
    _ window: Window, _ table: [Name: Property], _ area: Rectangle, isActive: Bool
  ) -> Client {
    let words = table[.windowClass].flatMap { texts($0) } ?? []
    let workspace = table[.workspace]?.cardinals?.first
    return Client(
      window: window,
      title: table[.title].flatMap { text($0) } ?? table[.oldTitle].flatMap { text($0) },
      instance: words.first, className: words.count > 1 ? words[1] : nil,
      process: table[.process]?.cardinals?.first, machine: table[.machine].flatMap { text($0) },
      workspace: workspace.flatMap { $0 == allWorkspaces ? nil : Int($0) },
      isOnAll: workspace == allWorkspaces, area: area,
      decoration: Client.Edges(table[.frameExtents]?.cardinals),
      shadow: Client.Edges(table[.gtkFrameExtents]?.cardinals),
      states: Set((table[.state]?.atoms ?? []).compactMap { name(of: $0) }),
      types: (table[.windowType]?.atoms ?? []).compactMap { name(of: $0) },
      isIconic: table[.icccmState]?.numbers?.first == 3, isActive: isActive)
  }
}
