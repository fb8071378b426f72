public import X11

/// The workspaces, as the window manager had them when it was asked.
public struct Workspaces: Hashable, Sendable {
  public var count: Int
  /// Which one is shown, from 0; nothing when the window manager does not tell.
  public var current: Int?
  /// As many names as the window manager gives, which may be fewer or more than workspaces.
  public var names: [String]
  public var grid: Grid
  /// The area without panels of each workspace, or one for all.
  public var workAreas: [Rectangle]
  /// Where each workspace's view begins, for window managers whose workspaces are larger than the
  /// screen.
  public var viewports: [Point]
  /// The size of a workspace in pixels.
  public var size: Rectangle?
  /// Whether all windows are put away to show the desktop; nothing when that is not told.
  public var showsDesktop: Bool?

  /// As many workspaces in a row, of which nothing else is known.
  public init(count: Int) {
    self.init(count: count, names: [], grid: Grid(count: count), workAreas: [], viewports: [])
  }

  init(
    count: Int, current: Int? = nil, names: [String], grid: Grid, workAreas: [Rectangle],
    viewports: [Point], size: Rectangle? = nil, showsDesktop: Bool? = nil
  ) {
    self.count = count
    self.current = current
    self.names = names
    self.grid = grid
    self.workAreas = workAreas
    self.viewports = viewports
    self.size = size
    self.showsDesktop = showsDesktop
  }

  /// A place in pixels.
  public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int
  }

  /// The name of the workspace `index`, if it has one that is not empty.
  public func name(_ index: Int) -> String? {
    names.indices.contains(index) && !names[index].isEmpty ? names[index] : nil
  }

  /// The area without panels on the workspace `index`.
  public func workArea(_ index: Int) -> Rectangle? {
    workAreas.indices.contains(index) ? workAreas[index] : workAreas.first
  }
}

extension Screen {
  private static var workspaceNames: [Name] {
    [
      .supportingCheck, .supported, .workspaceCount, .currentWorkspace, .workspaceNames,
      .workspaceLayout, .workArea, .desktopViewport, .desktopGeometry, .showingDesktop,
    ]
  }

  /// The workspaces that the window manager has now.
  ///
  /// - Throws: ``Failure/noWindowManager``, ``Failure/unsupported(_:by:)``.
  public borrowing func workspaces() throws(Failure) -> Workspaces {
    try workspacesAndManager().workspaces
  }

  borrowing func workspacesAndManager() throws(Failure)
    -> (workspaces: Workspaces, manager: WindowManager)
  {
    let root = try read(Self.workspaceNames)
    let manager = try windowManager(root)
    guard let number = root[.workspaceCount]?.cardinals?.first else {
      throw .unsupported(.workspaceCount, by: manager.title)
    }
    // Any client can write any number there; nobody has so many workspaces.
    let count = min(number, 4096)
    var workspaces = Workspaces(
      count: Int(count), current: root[.currentWorkspace]?.cardinals?.first.map { Int($0) },
      names: root[.workspaceNames].flatMap { texts($0) } ?? [],
      grid: Grid(root[.workspaceLayout]?.cardinals, count: Int(count)),
      workAreas: Rectangle.list(root[.workArea]?.cardinals),
      viewports: Workspaces.Point.list(root[.desktopViewport]?.cardinals),
      size: root[.desktopGeometry]?.cardinals.flatMap {
        $0.count >= 2 ? Rectangle(x: 0, y: 0, width: Int($0[0]), height: Int($0[1])) : nil
      },
      showsDesktop: root[.showingDesktop]?.cardinals?.first.map { $0 != 0 })
    if workspaces.current == nil {
      workspaces.current = try currentByProbe(manager)
    }
    return (workspaces, manager)
  }
}

extension Workspaces.Point {
  /// Points out of two numbers each.
  static func list(_ numbers: [UInt32]?) -> [Self] {
    let numbers = (numbers ?? []).map { Int($0) }
    return stride(from: 0, to: numbers.count - numbers.count % 2, by: 2).map {
      Self(x: numbers[$0], y: numbers[$0 + 1])
    }
  }
}

extension Rectangle {
  /// Rectangles out of four numbers each; numbers that make no whole one are left out.
  static func list(_ numbers: [UInt32]?) -> [Rectangle] {
    let numbers = (numbers ?? []).map { Int(Int32(truncatingIfNeeded: $0)) }
    return stride(from: 0, to: numbers.count - numbers.count % 4, by: 4).map {
      Rectangle(
        x: numbers[$0], y: numbers[$0 + 1], width: numbers[$0 + 2], height: numbers[$0 + 3])
    }
  }
}
