import ShellExtension
import System
import Tool
import WindowMessages
import Windows
import X11

/// A run of the command on all windows of GNOME Shell on Wayland, native ones too, by Detour's
/// extension of the Shell.
struct ShellSession: Invocation {
  let shell: ShellWindows
  let options: Options
  let text: Text
  var isCompatible: Bool { false }

  init(_ shell: ShellWindows, _ options: Options, _ text: Text) {
    self.shell = shell
    self.options = options
    self.text = text
  }

  /// Does what was asked.
  func run() throws(CommandError) {
    guard let letter = options.action, letter != "l" else {
      let order: ClientOrder = options.inStackingOrder ? .stacking : .opened
      return try list(try asked { () throws(WindowError) in try shell.clients(order) })
    }
    let client = try selected()
    switch letter {
    case "a": try perform(.activate(client.id))
    case "R":
      if !client.isOnAll { try perform(.move(client.id, to: try currentDesktop())) }
      try perform(.activate(client.id))
    case "c": try perform(.close(client.id))
    case "Y": try perform(.minimise(client.id, .on))
    case "z": try perform(.restack(client.id, .below))
    case "E": try write((client.title.map { shown(Array($0.utf8)) } ?? .none) + [0x0a])
    case "L": try list([client])
    case "t": try moveToDesktop(client)
    case "e": try place(client)
    case "y":
      try place(client)
      try perform(.activate(client.id))
    case "b": try changeState(client)
    default: try changeProperty(letter, of: client)
    }
  }

  /// Titles and icons are properties of X11's windows; a native window has what its program gives.
  private func changeProperty(_ letter: Character, of client: Client) throws(CommandError) {
    guard !client.id.isNative else {
      throw CommandError(
        "window \(client.id) is a native Wayland window, whose title and icon are its program's")
    }
    try act(letter, onX11: client)
  }

  /// The window that the command line means.
  private func selected() throws(CommandError) -> Client {
    guard let typed = options.window else { throw refusal("No window was specified.") }
    if options.byNumber {
      let id = try numbered(typed)
      return try asked { () throws(WindowError) in try shell.client(id) }
    }
    let client: Client
    switch typed {
    case Array(":SELECT:".utf8):
      let picked = try asked { () throws(WindowError) in try shell.pick() }
      guard let picked else { throw CommandError("no window was chosen") }
      client = picked
    case Array(":ACTIVE:".utf8):
      client = try asked { () throws(WindowError) in try shell.activeClient() }
    default: client = try matching(typed)
    }
    note("Using window: \(hexadecimal(UInt(client.id.rawValue)))")
    return client
  }

  private func matching(_ typed: [UInt8]) throws(CommandError) -> Client {
    let wanted = text.utf8(fromArgument: typed)
    let clients = try asked { () throws(WindowError) in
      try shell.clients(options.inStackingOrder ? .stacking : .opened)
    }
    for client in clients {
      let candidate = options.byClass ? client.classes : client.title
      if let candidate, isMeant(Array(candidate.utf8), by: wanted) { return client }
    }
    throw noMatch(wanted)
  }

  private func currentDesktop() throws(CommandError) -> Int {
    try asked { () throws(WindowError) in
      guard let current = try shell.workspaces().current else { throw .currentUnknown }
      return current
    }
  }

  private func moveToDesktop(_ client: Client) throws(CommandError) {
    guard let number = wholeNumber() else {
      throw notADesktop
    }
    try perform(.move(client.id, to: number == -1 ? try currentDesktop() : number))
  }

  /// Places a window; -1 stands for what stays.
  ///
  /// What counts is what the user sees of a native window. Those of X11 are placed by what is inside
  /// their frame, as they are listed, and by their gravity.
  private func place(_ client: Client) throws(CommandError) {
    guard client.id.isNative else { return try act("e", onX11: client) }
    let numbers = try placeNumbers()
    func given(_ index: Int) -> Int? { numbers[index] == -1 ? nil : numbers[index] }
    guard numbers.dropFirst().contains(where: { $0 != -1 }) else { return }
    try finish { () throws(WindowError) in
      try shell.place(
        client.id, x: given(1), y: given(2), width: given(3), height: given(4),
        verification: .standard)
    }
  }

  private func changeState(_ client: Client) throws(CommandError) {
    let change = try StateChange(options.argument, isStrict: true)
    var states: [WindowState] = []
    for name in change.states {
      let prefix = "_NET_WM_STATE_"
      let word = name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
      guard let state = WindowState(rawValue: String(word).lowercased()) else {
        guard client.id.isNative else { return try act("b", onX11: client) }
        return try asked { () throws(WindowError) in
          throw .unsupported(name, by: ShellWindows.manager)
        }
      }
      states.append(state)
    }
    if ShellWindows.isLeftToX11(.set(states, of: client.id, .on)) {
      return try act("b", onX11: client)
    }
    switch change.action {
    case .add: try perform(.set(states, of: client.id, .on))
    case .remove: try perform(.set(states, of: client.id, .off))
    // Each by itself, as the original has it; those that go the same way are one thing to the Shell.
    case .toggle:
      let on = states.filter { client.states.contains($0) }
      let off = states.filter { !client.states.contains($0) }
      if !on.isEmpty { try perform(.set(on, of: client.id, .off)) }
      if !off.isEmpty { try perform(.set(off, of: client.id, .on)) }
    }
  }

  /// Does it to a window of X11 as where there is no extension.
  private func act(_ letter: Character, onX11 client: Client) throws(CommandError) {
    try Session(options, text, isCompatible: false).act(letter, on: client.id)
  }

  private func perform(_ action: WindowAction) throws(CommandError) {
    try finish { () throws(WindowError) in try shell.perform(action, verification: .standard) }
  }

  private func finish(_ body: () throws(WindowError) -> Outcome) throws(CommandError) {
    guard try asked(body) == .pending else { return }
    throw CommandError(WindowMessages.pending("the window"))
  }
}

extension ShellSession {
  /// Lists windows in the columns of the original. The machine is this one: the Shell has no other's.
  private func list(_ clients: [Client]) throws(CommandError) {
    let machine = hostName
    let places = options.showsGeometry ? try places(ofX11: clients.filter { !$0.id.isNative }) : [:]
    var output: [UInt8] = []
    let blank = [UInt8(ascii: " ")]
    for client in clients {
      output += Array(hexadecimal(UInt(client.id.rawValue)).utf8) + blank
      let desktop = client.isOnAll ? -1 : client.workspace ?? 0
      output += digits(desktop).indented(to: 2)
      if options.showsProcess {
        output += blank + digits(client.process.map { Int($0) } ?? 0).filled(to: 6)
      }
      if options.showsGeometry {
        let area = client.area
        let numbers = places[client.id] ?? [area.x, area.y, area.width, area.height]
        for number in numbers {
          output += blank + digits(number).filled(to: 4)
        }
      }
      if options.byClass {
        output += blank + (client.classes.map { shown(Array($0.utf8)) } ?? .none).filled(to: 20)
        output += blank
      }
      output += blank + machine + blank
      output += (client.title.map { shown(Array($0.utf8)) } ?? .none) + [UInt8(ascii: "\n")]
    }
    try write(output)
  }

  /// The places in X's own pixels, in which they are given, too: those of the Shell are others where
  /// the screen is scaled.
  private func places(ofX11 clients: [Client]) throws(CommandError) -> [WindowID: [Int]] {
    guard !clients.isEmpty else { return [:] }
    let geometries = try Session(options, text, isCompatible: false)
      .geometries(of: clients.map { $0.id })
    var places: [WindowID: [Int]] = [:]
    for (client, geometry) in zip(clients, geometries) {
      places[client.id] = geometry.map {
        [$0.frame.x, $0.frame.y, $0.frame.width, $0.frame.height]
      }
    }
    return places
  }

  private var hostName: [UInt8] {
    let text = (try? File.read("/proc/sys/kernel/hostname", limit: 4096)) ?? []
    return Array(visible(text.filter { $0 > 0x20 }).utf8)
  }
}

extension Client {
  /// The two parts of its class, with a dot between.
  fileprivate var classes: String? {
    guard let instance else { return className }
    return className.map { instance + "." + $0 } ?? instance
  }
}
