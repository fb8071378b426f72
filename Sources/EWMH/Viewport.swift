package import Windows
import X11

extension Screen {
  /// Moves the view of the current workspace; where it did not move, says so.
  package func moveViewport(x: UInt32, y: UInt32) throws(WindowError) -> Bool {
    try request(.desktopViewport, [x, y]) { () throws(WindowError) in
      let root = try read([.desktopViewport, .currentWorkspace])
      let all = root[.desktopViewport]?.numbers ?? []
      let current = Int(root[.currentWorkspace]?.numbers?.first ?? 0)
      let own = all.count > 2 && all.count >= current * 2 + 2 ? Array(all[(current * 2)...]) : all
      return Array(own.prefix(2)) == [x, y]
    }
  }

  /// Changes the size of all workspaces; where it did not change, says so.
  package func resizeWorkspaces(width: UInt32, height: UInt32) throws(WindowError) -> Bool {
    try request(.desktopGeometry, [width, height]) { () throws(WindowError) in
      try read([.desktopGeometry])[.desktopGeometry]?.numbers.map { Array($0.prefix(2)) }
        == [width, height]
    }
  }

  private func request(
    _ name: EWMHAtom, _ data: [UInt32], _ holds: () throws(WindowError) -> Bool
  ) throws(WindowError) -> Bool {
    watchRoot()
    let manager = try windowManager()
    try send(name, data)
    if try eventually(within: .seconds(1), holds) { return true }
    guard manager.supported.contains(self[name]) else {
      throw .unsupported(name.rawValue, by: manager.name)
    }
    return false
  }
}
