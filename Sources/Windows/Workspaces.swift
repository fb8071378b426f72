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

  @export(interface) public init(
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

    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
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
