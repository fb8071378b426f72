import X11

extension Screen {
  /// Makes it `count` workspaces: `_NET_NUMBER_OF_DESKTOPS`.
  public borrowing func setCount(
    _ count: Int, verification: Verification = .standard
  ) throws(Failure) {
    watchRoot()
    let (workspaces, manager) = try workspacesAndManager()
    try manager.require(.workspaceCount, self)
    guard workspaces.count != count else { return }
    if manager.isMutter, count > 36 { throw .notDone("GNOME has 36 workspaces at most") }
    let message = ClientMessage(self[.workspaceCount], about: root, [UInt32(clamping: count)])
    try sending { [$0.send(message)] }
    guard case .within(let limit) = verification else { return }
    let done = try eventually(within: limit) { screen throws(Failure) in
      try screen.read([.workspaceCount])[.workspaceCount]?.cardinals?.first == UInt32(count)
    }
    guard done else {
      let why =
        manager.isMutter
        ? ": GNOME keeps to its own number while its workspaces are dynamic"
          + " (gsettings set org.gnome.mutter dynamic-workspaces false)"
        : ""
      throw .notDone("\(manager.title) did not make it \(count) workspaces" + why)
    }
  }

  /// Names the workspace `index`, from 0; the names of the others stay.
  ///
  /// Writes the root window's `_NET_DESKTOP_NAMES`, which window managers take up.
  public borrowing func setName(
    _ index: Int, to name: String, verification: Verification = .standard
  ) throws(Failure) {
    watchRoot()
    let (workspaces, manager) = try workspacesAndManager()
    try manager.require(.workspaceNames, self)
    guard (0..<workspaces.count).contains(index) else {
      throw .noWorkspace(index, count: workspaces.count, manager: manager.title)
    }
    var names = workspaces.names
    while names.count <= index { names.append("") }
    names[index] = name
    let bytes = names.flatMap { Array($0.utf8.filter { $0 != 0 }) + [0] }
    let property = Property(type: self[.utf8String], format: 8, bytes: bytes)
    try sending { [$0.set(self[.workspaceNames], of: root, to: property)] }
    guard case .within(let limit) = verification else { return }
    let done = try eventually(within: limit) { screen throws(Failure) in
      try screen.workspaces().name(index) ?? "" == name
    }
    guard done else { throw .notDone("\(manager.title) did not name workspace \(index + 1)") }
  }

  /// Lays the workspaces out in a grid: the root window's `_NET_DESKTOP_LAYOUT`.
  ///
  /// Window managers tell nothing back; that they take the property up can be seen only when
  /// their own shortcuts move by it.
  public borrowing func setGrid(columns: Int, rows: Int) throws(Failure) {
    _ = try windowManager()
    let numbers: [UInt32] = [0, UInt32(clamping: columns), UInt32(clamping: rows), 0]
    try sending { [$0.set(self[.workspaceLayout], of: root, to: Property(.cardinal, numbers))] }
  }
}
