import Windows
import X11

/// The parts of one workspace that is larger than the screen, as compiz has in the place of several
/// workspaces: its "viewports".
struct Views {
  let columns: Int
  let rows: Int
  /// The size of each, which is that of the screen.
  private let width: Int
  private let height: Int
  private let corner: Workspaces.Point

  /// What is to be read of the root window.
  static let names: [EWMHAtom] = [.workspaceCount, .desktopGeometry, .desktopViewport]

  /// - Returns: nothing where there are several workspaces, or one as large as the screen.
  init?(_ root: [EWMHAtom: Property], width: Int, height: Int) {
    guard root[.workspaceCount]?.cardinals?.first == 1, width > 0, height > 0,
      let size = root[.desktopGeometry]?.cardinals, size.count >= 2,
      let corner = Workspaces.Point.list(root[.desktopViewport]?.cardinals).first
    else { return nil }
    // Any client can write any number there; X's coordinates have 16 bits.
    columns = min(Int(size[0]), 65535) / width
    rows = min(Int(size[1]), 65535) / height
    guard columns > 0, rows > 0, columns * rows > 1 else { return nil }
    (self.width, self.height, self.corner) = (width, height, corner)
  }

  var count: Int { columns * rows }

  /// The one that is shown, from 0; the one in the middle while one slides to another.
  var current: Int { index(column: corner.x + width / 2, row: corner.y + height / 2) }

  private func index(column x: Int, row y: Int) -> Int {
    min(max(0, y / height), rows - 1) * columns + min(max(0, x / width), columns - 1)
  }

  /// The one that the middle of a window is in, whose place counts from the one that is shown.
  func index(of frame: Rectangle) -> Int {
    index(
      column: corner.x + frame.x + frame.width / 2, row: corner.y + frame.y + frame.height / 2)
  }

  /// Returns where a view begins.
  func origin(of index: Int) -> Workspaces.Point {
    Workspaces.Point(x: index % columns * width, y: index / columns * height)
  }

  /// Returns whether that view is shown, and stands still.
  func shows(_ index: Int) -> Bool { corner == origin(of: index) }
}

extension Screen {
  /// The views, where they count as workspaces and the window manager has some.
  func views() throws(WindowError) -> Views? {
    countsViews ? views(try read(Views.names)) : nil
  }

  /// The same, with what was already read: only a workspace larger than the screen is asked about.
  func views(of workspaces: Workspaces) throws(WindowError) -> Views? {
    guard let size = workspaces.size, size.width > display.width || size.height > display.height
    else { return nil }
    return try views()
  }

  func views(_ root: [EWMHAtom: Property]) -> Views? {
    countsViews ? Views(root, width: display.width, height: display.height) : nil
  }

  /// Shows a view: `_NET_DESKTOP_VIEWPORT`.
  func show(
    _ index: Int, of views: Views, _ manager: WindowManager, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    let origin = views.origin(of: index)
    try send(.desktopViewport, [UInt32(clamping: origin.x), UInt32(clamping: origin.y)])
    guard case .within(let limit) = verification else { return .sent }
    var last = views
    let done = try eventually(within: limit) { () throws(WindowError) in
      last = try self.views() ?? last
      return last.shows(index)
    }
    if done { return .done }
    throw late(.switchTo(index), [.desktopViewport], manager, .shows(last.current))
  }

  /// Moves a window as far as the view `index` is from its own: `_NET_MOVERESIZE_WINDOW`.
  func move(
    _ id: WindowID, toView index: Int, of views: Views, _ manager: WindowManager,
    _ verification: Verification
  ) throws(WindowError) -> Outcome {
    let client = try window(id)
    if client.isOnAll { throw .refused(.move(id, to: index), by: manager.name, .onAllWorkspaces) }
    let own = client.workspace ?? views.current
    guard own != index else { return .done }
    let (from, to) = (views.origin(of: own), views.origin(of: index))
    // Static gravity: the place is that of the window itself, without its frame.
    let wanted = MoveResize(
      gravity: 10, x: client.area.x + to.x - from.x, y: client.area.y + to.y - from.y, width: nil,
      height: nil)
    try send(.moveResize, about: id, wanted.data(source: 2))
    guard case .within(let limit) = verification else { return .sent }
    let done = try eventually(within: limit) { () throws(WindowError) in
      try window(id).workspace == index
    }
    if done { return .done }
    throw late(.move(id, to: index), [.moveResize], manager)
  }
}
