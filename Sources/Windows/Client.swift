/// A window that a window manager manages, as it was when asked about.
public struct Client: Hashable, Sendable {
  public let id: WindowID
  /// Its title, from whichever property and of whichever type the program set it.
  public var title: String?
  /// The first part of its class: the program's or the window's own name.
  public var instance: String?
  /// The second part of its class: what kind of program it belongs to.
  public var className: String?
  /// The process that says it made the window, on ``machine``.
  public var process: UInt32?
  public var machine: String?
  /// The application that it says it belongs to: the name of a .desktop file.
  public var application: String?
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
  public var states: Set<WindowState>
  public var types: [WindowType]
  /// Whether it is put away: `WM_STATE` says iconic.
  public var isIconic: Bool
  /// Whether it has the focus.
  public var isActive: Bool

  @export(interface) public init(
    id: WindowID, title: String? = nil, instance: String? = nil, className: String? = nil,
    process: UInt32? = nil, machine: String? = nil, application: String? = nil,
    workspace: Int? = nil, isOnAll: Bool = false,
    area: Rectangle, decoration: Edges = Edges(), shadow: Edges = Edges(),
    states: Set<WindowState> = [], types: [WindowType] = [], isIconic: Bool = false,
    isActive: Bool = false
  ) {
    self.id = id
    self.title = title
    self.instance = instance
    self.className = className
    self.process = process
    self.machine = machine
    self.application = application
    self.workspace = workspace
    self.isOnAll = isOnAll
    self.area = area
    self.decoration = decoration
    self.shadow = shadow
    self.states = states
    self.types = types
    self.isIconic = isIconic
    self.isActive = isActive
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
    !states.contains(.skipTaskbar) && !types.contains(.dock) && !types.contains(.desktop)
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
