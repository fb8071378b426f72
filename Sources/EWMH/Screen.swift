import System
package import Windows
package import X11

/// The windows and workspaces of an X server, whose window manager speaks Extended Window Manager
/// Hints.
///
/// Workspaces count from 0 here, as they do in the protocol.
public final class Screen {
  /// The connection to the server.
  package let display: Display
  private let atoms: [EWMHAtom: Atom]
  private let known: [Atom: EWMHAtom]
  /// Whether the parts of one large workspace count as workspaces, as compiz has them.
  public var countsViews = false
  /// What was read of the root window when the display was opened, for whoever asks first.
  private var first: [Atom: PropertyAnswer] = [:]

  /// Asks the server for all names that matter, in one round trip.
  package init(_ display: consuming Display) throws(WindowError) {
    let names = EWMHAtom.allCases
    let numbers: [Atom]
    do throws(X11Error) {
      numbers = try display.atoms(names.map { $0.rawValue })
    } catch {
      throw WindowError(error)
    }
    var atoms: [EWMHAtom: Atom] = [:]
    var known: [Atom: EWMHAtom] = [:]
    for (name, number) in zip(names, numbers) {
      if atoms[name] == nil { atoms[name] = number }
      if known[number] == nil { known[number] = name }
    }
    self.atoms = atoms
    self.known = known
    self.display = display
  }

  /// The number that the server gives a name.
  package subscript(name: EWMHAtom) -> Atom { atoms[name] ?? .none }

  /// Returns the name that stands for `atom`, when it is one of ours.
  func name(of atom: Atom) -> EWMHAtom? { known[atom] }

  /// The root window.
  package var root: Window { display.root }
  package var rootID: WindowID { WindowID(root) }
}

extension Screen {
  /// Runs `body`; what the server refuses, or its end, is a ``WindowError/connection(_:)``.
  package func asking<Result>(
    _ body: (borrowing Display) throws(X11Error) -> Result
  ) throws(WindowError) -> Result {
    do throws(X11Error) {
      return try body(display)
    } catch {
      throw WindowError(error)
    }
  }

  /// Reads properties of windows, in one round trip.
  package func answers(to wanted: [PropertyName]) throws(WindowError) -> [PropertyAnswer] {
    let known = wanted.compactMap { $0.window == root ? first[$0.atom] : nil }
    first = [:]
    if known.count == wanted.count { return known }
    return try asking { display throws(X11Error) in try display.properties(wanted) }
  }

  /// Reads properties of the root window ahead, for the first question if that is for no others.
  func readAhead(_ names: [EWMHAtom]) throws(WindowError) -> [EWMHAtom: Property] {
    let answers = try answers(to: names.map { PropertyName(self[$0], of: root) })
    for (name, answer) in zip(names, answers) { first[self[name]] = answer }
    return Self.table(names, answers)
  }

  /// Forgets what was read ahead: from here on a change counts.
  func forget() { first = [:] }

  /// Reads properties of the root window, in one round trip; those that are missing are left out.
  package func read(_ names: [EWMHAtom]) throws(WindowError) -> [EWMHAtom: Property] {
    let wanted = names.map { PropertyName(self[$0], of: root) }
    let answers = try answers(to: wanted)
    return Self.table(names, answers)
  }

  /// Reads properties of each of `ids`, in one round trip; nothing for a window that is gone.
  package func read(
    _ names: [EWMHAtom], of ids: [WindowID]
  ) throws(WindowError) -> [[EWMHAtom: Property]?] {
    let numbers = names.map { self[$0] }
    let wanted = ids.flatMap { id in numbers.map { PropertyName($0, of: id.window) } }
    let answers = try answers(to: wanted)
    return ids.indices.map { index in
      let mine = answers[index * names.count..<(index + 1) * names.count]
      return mine.contains(.noWindow) ? nil : Self.table(names, Array(mine))
    }
  }

  /// Reads properties of one window.
  ///
  /// - Throws: ``WindowError/windowGone(_:)``.
  package func read(
    _ names: [EWMHAtom], of id: WindowID
  ) throws(WindowError) -> [EWMHAtom: Property] {
    guard let table = try read(names, of: [id]).first ?? nil else { throw .windowGone(id) }
    return table
  }

  /// Reads properties of the root window, and of another one, in one round trip.
  ///
  /// - Returns: nothing for a window that is gone.
  func read(
    _ names: [EWMHAtom], and ownNames: [EWMHAtom], of id: WindowID
  ) throws(WindowError) -> (root: [EWMHAtom: Property], own: [EWMHAtom: Property]?) {
    let wanted =
      names.map { PropertyName(self[$0], of: root) }
      + ownNames.map { PropertyName(self[$0], of: id.window) }
    let answers = try answers(to: wanted)
    let own = Array(answers[names.count...])
    return (
      Self.table(names, Array(answers[..<names.count])),
      own.contains(.noWindow) ? nil : Self.table(ownNames, own)
    )
  }

  private static func table(
    _ names: [EWMHAtom], _ answers: [PropertyAnswer]
  ) -> [EWMHAtom: Property] {
    var table: [EWMHAtom: Property] = [:]
    for (name, answer) in zip(names, answers) { table[name] = answer.property }
    return table
  }

  /// Sends requests, and waits until the server has taken them.
  ///
  /// - Throws: ``WindowError/windowGone(_:)`` when the window that a request is about is no more.
  package func sending(_ body: (borrowing Display) -> [VoidCookie]) throws(WindowError) {
    do throws(X11Error) {
      try display.check(body(display))
    } catch {
      if case .refused(let refusal) = error, refusal.code == .window {
        throw .windowGone(WindowID(rawValue: refusal.resource))
      }
      throw WindowError(error)
    }
  }

  /// Sends a message about a window, or about the root window, to the window manager.
  package func send(
    _ name: EWMHAtom, about id: WindowID? = nil, _ data: [UInt32]
  ) throws(WindowError) {
    let message = ClientMessage(self[name], about: id?.window ?? root, data)
    try sending { [$0.send(message)] }
  }

  /// The server's time now.
  package func timestamp() throws(WindowError) -> UInt32 {
    try asking { display throws(X11Error) in try display.timestamp() }
  }

  /// Lets changes of a window wake ``eventually(within:once:_:)``.
  package func watch(_ id: WindowID) { display.watch(id.window, for: [.property, .structure]) }
}

extension WindowID {
  package init(_ window: Window) { self.init(rawValue: window.rawValue) }

  /// The window of the X server.
  package var window: Window { Window(rawValue: rawValue) }
}

extension Property {
  /// The windows in a property of type `WINDOW`.
  package var ids: [WindowID]? { windows?.map { WindowID($0) } }
}

extension Rectangle {
  init(_ area: Area) {
    self.init(x: area.x, y: area.y, width: area.width, height: area.height)
  }

  /// Reads rectangles of four numbers each; numbers that make no whole one are left out.
  static func list(_ numbers: [UInt32]?) -> [Rectangle] {
    let numbers = (numbers ?? []).map { Int(Int32(truncatingIfNeeded: $0)) }
    return stride(from: 0, to: numbers.count - numbers.count % 4, by: 4).map {
      Rectangle(
        x: numbers[$0], y: numbers[$0 + 1], width: numbers[$0 + 2], height: numbers[$0 + 3])
    }
  }
}

extension Edges {
  /// Reads a property's numbers, in their order; nothing out of fewer than four.
  init(_ numbers: [UInt32]?) {
    self.init()
    guard let numbers, numbers.count >= 4 else { return }
    // Wider than any screen is not an edge.
    let edges = numbers.prefix(4).map { Int(min($0, 1 << 15)) }
    self.init(left: edges[0], right: edges[1], top: edges[2], bottom: edges[3])
  }
}

extension WindowError {
  init(_ failure: X11Error) {
    let kind: ConnectionError.Kind =
      switch failure {
      case .noDisplay: .unreachable
      case .lost: .lost
      case .timedOut: .silent
      case .refused: .refused
      }
    self = .connection(ConnectionError(.display, kind, failure.description))
  }
}
