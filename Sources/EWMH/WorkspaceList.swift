public import Windows
import X11

extension Screen {
  private static var workspaceNames: [EWMHAtom] {
    [
      .supportingCheck, .supported, .workspaceCount, .currentWorkspace, .workspaceNames,
      .workspaceLayout, .workArea, .desktopViewport, .desktopGeometry, .showingDesktop,
    ]
  }

  /// The workspaces that the window manager has now.
  ///
  /// - Throws: ``WindowError/noWindowManager``, ``WindowError/unsupported(_:by:)``.
  @export(interface)
  public func workspaces() throws(WindowError) -> Workspaces {
    try workspacesAndManager().workspaces
  }

  /// The same, and who manages them.
  ///
  /// - Parameter sending: is given what the root window says of them, and may send what goes with the
  ///   question whether that manager still lives.
  func workspacesAndManager(
    sending: (Workspaces) throws(WindowError) -> Void = { _ in }
  ) throws(WindowError) -> (workspaces: Workspaces, manager: WindowManager) {
    let root = try read(Self.workspaceNames)
    let told = workspaces(root)
    if let told, root[.supportingCheck] != nil { try sending(told) }
    let manager = try windowManager(root)
    guard var workspaces = told else {
      throw .unsupported(EWMHAtom.workspaceCount.rawValue, by: manager.name)
    }
    if workspaces.current == nil {
      workspaces.current = try currentByProbe(manager)
    }
    return (workspaces, manager)
  }

  /// The workspaces as the root window has them; nothing where it does not say how many.
  private func workspaces(_ root: [EWMHAtom: Property]) -> Workspaces? {
    guard let number = root[.workspaceCount]?.cardinals?.first else { return nil }
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
    if let views = views(root) {
      workspaces.count = views.count
      workspaces.current = views.current
      workspaces.names = []
      workspaces.grid = Grid(count: views.count)
      (workspaces.grid.columns, workspaces.grid.rows) = (views.columns, views.rows)
    }
    return workspaces
  }
}

extension Workspaces.Point {
  /// Reads points of two numbers each.
  static func list(_ numbers: [UInt32]?) -> [Self] {
    let numbers = (numbers ?? []).map { Int($0) }
    return stride(from: 0, to: numbers.count - numbers.count % 2, by: 2).map {
      Self(x: numbers[$0], y: numbers[$0 + 1])
    }
  }
}
