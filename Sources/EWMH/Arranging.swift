import Windows
import X11

extension Screen {
  /// Changes the number of workspaces: `_NET_NUMBER_OF_DESKTOPS`.
  func setCount(_ count: Int, _ verification: Verification) throws(WindowError) -> Outcome {
    watchRoot()
    let (workspaces, manager) = try workspacesAndManager()
    guard workspaces.count != count else { return .done }
    if manager.isMutter, count > 36 {
      throw .refused(.setCount(count), by: manager.name, .limit(36))
    }
    if manager.name == "GNOME Shell", hasDynamicWorkspaces() == true {
      throw .refused(.setCount(count), by: manager.name, .dynamicWorkspaces)
    }
    try send(.workspaceCount, [UInt32(clamping: count)])
    guard case .within(let limit) = verification else { return .sent }
    var last = workspaces.count
    let done = try eventually(within: limit) { () throws(WindowError) in
      last = try read([.workspaceCount])[.workspaceCount]?.cardinals?.first.map { Int($0) } ?? 0
      return last == count
    }
    if done { return .done }
    throw late(
      .setCount(count), [.workspaceCount], manager,
      manager.isMutter ? .dynamicWorkspaces : .count(last))
  }

  /// Names the workspace `index`, from 0; the names of the others stay.
  ///
  /// Writes the root window's `_NET_DESKTOP_NAMES`, which window managers take up.
  func setName(
    _ index: Int, to name: String, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    watchRoot()
    let (workspaces, manager) = try workspacesAndManager()
    guard manager.supported.contains(self[.workspaceNames]) else {
      throw .unsupported(EWMHAtom.workspaceNames.rawValue, by: manager.name)
    }
    guard (0..<workspaces.count).contains(index) else {
      throw .noWorkspace(index, count: workspaces.count, manager: manager.name)
    }
    var names = workspaces.names
    while names.count <= index { names.append("") }
    names[index] = name
    let bytes = names.flatMap { Array($0.utf8.filter { $0 != 0 }) + [0] }
    let property = Property(type: self[.utf8String], format: 8, bytes: bytes)
    try sending { [$0.set(self[.workspaceNames], of: root, to: property)] }
    guard case .within(let limit) = verification else { return .sent }
    let done = try eventually(within: limit) { () throws(WindowError) in
      try self.workspaces().name(index) ?? "" == name
    }
    if done { return .done }
    throw .late(.setName(index, name), by: manager.name)
  }

  /// Lays the workspaces out in a grid: the root window's `_NET_DESKTOP_LAYOUT`.
  ///
  /// Window managers tell nothing back; that they take the property up can be seen only when
  /// their own shortcuts move by it.
  func setGrid(columns: Int, rows: Int) throws(WindowError) -> Outcome {
    _ = try windowManager()
    let numbers: [UInt32] = [0, UInt32(clamping: columns), UInt32(clamping: rows), 0]
    try sending { [$0.set(self[.workspaceLayout], of: root, to: Property(.cardinal, numbers))] }
    return .sent
  }
}
