import Interchange
import Windows

/// The extension's report of everything at one moment.
///
/// `take()` in the extension's `windows/snapshot.js` makes it, as JSON with these keys, of which
/// those in brackets are not read here. A rectangle is an array of x, y, width and height.
///
/// - `rows`, `columns`: how the workspaces lie.
/// - `dynamic`: whether GNOME adds and removes workspaces itself.
/// - (`overview`: whether it is shown; `focus`: the `id` of the window that has it, or 0.)
/// - `primary`: which of the monitors it is.
/// - `active`: the current workspace, from 0; `workspaces`: the names of all.
/// - `monitors`: of each `geometry`, (`scale`), and `area`, the current workspace's work area.
/// - `windows`, from the lowest to the highest: of each
///   - `id`: the Shell's own number; `xid`: that of X11, 0 for a native window;
///   - `order`: higher for windows that were opened later; `pid`: 0 where it is not known;
///   - `type`: mutter's MetaWindowType; `state`: see ``ShellState``;
///   - `title`, `class`, `instance`; `app`: the name of its .desktop file; each may be empty;
///   - `workspace`: from 0, -1 for all of them, -2 for none; `monitor`;
///   - `frame`: what the user sees of it; `client`: what is inside, for a window of X11 alone.
struct Snapshot {
  /// From the lowest to the highest.
  let windows: [Window]
  let workspaces: Workspaces
  let monitors: [Monitor]
  /// Which monitor has the panel.
  let primary: Int
  let isDynamic: Bool

  struct Window {
    let number: UInt64
    /// Windows that were opened later have a higher one.
    let order: Int
    let monitor: Int
    let client: Client
    let state: ShellState
  }

  struct Monitor {
    let area: Rectangle
    let workArea: Rectangle
  }

  /// Reads the extension's JSON; nothing where that is not as it must be.
  init?(_ text: String) {
    guard let json = try? JSON(Array(text.utf8)), let windows = json["windows"]?.elements,
      let names = json["workspaces"]?.elements, let monitors = json["monitors"]?.elements,
      let active = json["active"]?.number, let rows = json["rows"]?.number,
      let columns = json["columns"]?.number, rows > 0, columns > 0
    else { return nil }
    self.windows = windows.compactMap(Window.init)
    self.monitors = monitors.compactMap { monitor in
      guard let area = Rectangle(monitor["geometry"]), let work = Rectangle(monitor["area"]) else {
        return nil
      }
      return Monitor(area: area, workArea: work)
    }
    guard self.windows.count == windows.count, self.monitors.count == monitors.count else {
      return nil
    }
    isDynamic = json["dynamic"] == .bool(true)
    primary = json["primary"]?.number ?? 0
    let whole = self.monitors.map { $0.area }.reduce(nil as Rectangle?) { $0?.union($1) ?? $1 }
    var grid = Grid(count: names.count)
    (grid.columns, grid.rows) = (columns, rows)
    workspaces = Workspaces(
      count: names.count, current: active, names: names.map { $0.string ?? "" },
      grid: grid,
      workAreas: self.monitors.indices.contains(primary) ? [self.monitors[primary].workArea] : [],
      viewports: [], size: whole)
  }

  func clients(_ order: ClientOrder) -> [Client] {
    switch order {
    case .stacking: windows.map { $0.client }
    case .opened: windows.sorted { $0.order < $1.order }.map { $0.client }
    }
  }
}

/// The bits of a window's state: `State` in the extension's `windows/snapshot.js`.
///
/// The method `SetState` takes the first six, as its `interface.xml` says. The bit `1 << 11` is not
/// read here: the window is on all workspaces since its monitor has none.
struct ShellState: OptionSet {
  let rawValue: Int

  static let minimised = ShellState(rawValue: 1 << 0)
  static let maximisedHorizontally = ShellState(rawValue: 1 << 1)
  static let maximisedVertically = ShellState(rawValue: 1 << 2)
  static let fullscreen = ShellState(rawValue: 1 << 3)
  static let above = ShellState(rawValue: 1 << 4)
  static let everywhere = ShellState(rawValue: 1 << 5)
  static let attention = ShellState(rawValue: 1 << 6)
  static let skipTaskbar = ShellState(rawValue: 1 << 7)
  static let focus = ShellState(rawValue: 1 << 8)

  /// The states as EWMH names them.
  var windowStates: Set<WindowState> {
    var states: Set<WindowState> = []
    for (bit, state) in Self.names where contains(bit) { states.insert(state) }
    return states
  }

  static let names: [(ShellState, WindowState)] = [
    (.minimised, .hidden), (.maximisedHorizontally, .maximisedHorizontally),
    (.maximisedVertically, .maximisedVertically), (.fullscreen, .fullscreen), (.above, .above),
    (.everywhere, .sticky), (.attention, .demandsAttention), (.skipTaskbar, .skipTaskbar),
    (.focus, .focused),
  ]
}

extension Snapshot.Window {
  fileprivate init?(_ json: JSON) {
    guard let number = json["id"]?.number.flatMap({ UInt64(exactly: $0) }),
      let xid = json["xid"]?.number.flatMap({ UInt32(exactly: $0) }),
      let order = json["order"]?.number, let bits = json["state"]?.number,
      let frame = Rectangle(json["frame"]), let workspace = json["workspace"]?.number
    else { return nil }
    self.number = number
    self.order = order
    monitor = json["monitor"]?.number ?? 0
    state = ShellState(rawValue: bits)
    let inner = Rectangle(json["client"]) ?? frame
    // A native window is what the user sees of it; one of X11 has a frame, or a shadow of its own.
    let sides = [
      inner.x - frame.x, frame.x + frame.width - inner.x - inner.width, inner.y - frame.y,
      frame.y + frame.height - inner.y - inner.height,
    ].map { xid == 0 ? 0 : $0 }
    var client = Client(
      // An X window keeps the number that the X server gave it. The others have numbers which no X
      // window has, as long as a script that looks for eight hexadecimal digits expects.
      id: WindowID(
        rawValue: xid != 0 ? xid : 0x2000_0000 | UInt32(truncatingIfNeeded: number) & 0x1fff_ffff),
      area: xid == 0 ? frame : inner, decoration: Edges(sides.map { max(0, $0) }),
      shadow: Edges(sides.map { max(0, -$0) }))
    client.title = json["title"]?.string
    client.application = json["app"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    client.instance = json["instance"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    client.className = json["class"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    client.process = json["pid"]?.number.flatMap { UInt32(exactly: $0) }
    client.workspace = workspace >= 0 ? workspace : nil
    client.isOnAll = workspace == -1
    client.states = state.windowStates
    client.types = json["type"]?.number.flatMap { Self.types[$0] }.map { [$0] } ?? []
    client.isIconic = state.contains(.minimised)
    client.isActive = state.contains(.focus)
    self.client = client
  }

  /// MetaWindowType of mutter.
  private static let types: [Int: WindowType] = [
    0: .normal, 1: .desktop, 2: .dock, 3: .dialog, 4: .dialog, 5: .toolbar, 6: .menu, 7: .utility,
    8: .splash,
  ]
}

extension Edges {
  /// The left, the right, the top and the bottom one.
  fileprivate init(_ sides: [Int]) {
    self.init(left: sides[0], right: sides[1], top: sides[2], bottom: sides[3])
  }
}

extension Rectangle {
  /// Reads four numbers.
  fileprivate init?(_ json: JSON?) {
    guard let numbers = json?.elements?.compactMap({ $0.number }), numbers.count == 4,
      numbers.allSatisfy({ $0.magnitude < 1 << 20 })
    else { return nil }
    self.init(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }

  fileprivate func union(_ other: Rectangle) -> Rectangle {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rectangle(
      x: left, y: top, width: max(x + width, other.x + other.width) - left,
      height: max(y + height, other.y + other.height) - top)
  }
}
