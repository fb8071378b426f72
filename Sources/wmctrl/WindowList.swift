import EWMH
import Tool
import Windows
import X11

extension Session {
  /// The windows that the window manager manages: in the order they came, or as they lie.
  func clients() throws(CommandError) -> [WindowID] {
    if options.inStackingOrder {
      let root = try readRoot([Field(.stacking)])
      guard let list = numbers(Field(.stacking), .window, of: screen.rootID, in: root) else {
        throw refusal(
          "Cannot get client list properties. \n(_NET_CLIENT_LIST_STACKING)")
      }
      return list.map { WindowID(rawValue: UInt32(truncatingIfNeeded: $0)) }
    }
    let root = try readRoot([Field(.clients), Field(.oldClients)])
    let list =
      numbers(Field(.clients), .window, of: screen.rootID, in: root)
      ?? numbers(Field(.oldClients), .cardinal, of: screen.rootID, in: root)
    guard let list else {
      throw refusal(
        "Cannot get client list properties. \n(_NET_CLIENT_LIST or _WIN_CLIENT_LIST)")
    }
    return list.map { WindowID(rawValue: UInt32(truncatingIfNeeded: $0)) }
  }

  /// Lists all windows.
  func listWindows() throws(CommandError) { try list(try clients()) }

  /// Lists one window.
  func describe(_ window: WindowID) throws(CommandError) {
    guard try list([window]) > 0 else { throw gone(window) }
  }

  /// Lists `windows`, and gives the number of those that were there.
  @discardableResult
  private func list(_ windows: [WindowID]) throws(CommandError) -> Int {
    var fields =
      [Field.machine] + Self.titleFields + [Field(.workspace), Field(.oldCurrentWorkspace)]
    // The original asks for all of it, and with -v says what it did not find.
    if options.byClass || options.isVerbose { fields.append(.windowClass) }
    if options.showsProcess || options.isVerbose { fields.append(Field(.process)) }
    let snapshot = try read(fields, of: windows)
    let geometries =
      options.showsGeometry
      ? try geometries(of: windows) : [Geometry?](repeating: nil, count: windows.count)

    let present = zip(windows, geometries).filter { window, geometry in
      snapshot.has(window) && (geometry != nil || !options.showsGeometry)
    }
    let machines = present.map { string(.machine, .string, of: $0.0, in: snapshot) }
    let lengths = machines.compactMap { $0?.count }
    // The original takes that of the last one, where it means the longest.
    let width = (isCompatible ? lengths.last : lengths.max()) ?? 0

    var output: [UInt8] = []
    for (window, geometry) in present {
      let row = Row(self, window, geometry, in: snapshot)
      output += row.line(options, machineWidth: width)
    }
    try write(output)
    return present.count
  }

  /// The places and sizes of windows; nothing for one that is gone.
  func geometries(of windows: [WindowID]) throws(CommandError) -> [Geometry?] {
    try asked { () throws(WindowError) in
      try screen.asking { display throws(X11Error) in
        try display.geometries(of: windows.map { $0.window })
      }
    }
  }

  /// A window in the list.
  private struct Row {
    let window: WindowID
    let title: [UInt8]?
    let windowClass: [UInt8]?
    let workspace: Int
    let machine: [UInt8]?
    let process: Int
    let place: Area?

    // In the order in which the original asks, which shows with -v.
    init(
      _ session: borrowing Session, _ window: WindowID, _ geometry: Geometry?, in snapshot: Snapshot
    ) {
      self.window = window
      title = session.title(of: window, in: snapshot).map { session.shown($0) }
      let wantsClass = session.options.byClass || session.options.isVerbose
      windowClass = wantsClass ? session.windowClass(of: window, in: snapshot) : nil
      workspace =
        (session.numbers(Field(.workspace), of: window, in: snapshot)
        ?? session.numbers(Field(.oldCurrentWorkspace), of: window, in: snapshot))?.first ?? 0
      machine = session.string(.machine, .string, of: window, in: snapshot)
      let wantsProcess = session.options.showsProcess || session.options.isVerbose
      process =
        (wantsProcess ? session.numbers(Field(.process), of: window, in: snapshot) : nil)?.first
        ?? 0
      place = geometry.map {
        var place = $0.frame
        // The original adds the window's place in its frame once more.
        if session.isCompatible {
          place.x += $0.x
          place.y += $0.y
        }
        return place
      }
      isCompatible = session.isCompatible
    }

    private let isCompatible: Bool

    func line(_ options: Options, machineWidth: Int) -> [UInt8] {
      let blank = [UInt8(ascii: " ")]
      var line = Array(hexadecimal(UInt(window.rawValue)).utf8) + blank
      line += digits(workspace).indented(to: 2)
      if options.showsProcess { line += blank + unsigned(process).filled(to: 6) }
      if options.showsGeometry, let place {
        for number in [place.x, place.y, place.width, place.height] {
          line += blank + digits(number).filled(to: 4)
        }
      }
      if options.byClass {
        line += blank + safe(windowClass ?? .none).filled(to: 20) + blank
      }
      line += blank + safe(machine ?? .none).indented(to: machineWidth)
      return line + blank + (title ?? .none) + [UInt8(ascii: "\n")]
    }

    private func safe(_ text: [UInt8]) -> [UInt8] {
      isCompatible ? text : Array(visible(text).utf8)
    }
  }
}
