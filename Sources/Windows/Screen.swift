import System
public import X11

/// What an X server shows, and the window manager that arranges it.
///
/// Workspaces count from 0 here, as they do in the protocol.
public struct Screen: ~Copyable {
  /// The connection to the server.
  public let display: Display
  private let atoms: [Name: Atom]
  private let known: [Atom: Name]

  /// Asks the server for all names that matter, in one round trip.
  public init(_ display: consuming Display) throws(Failure) {
    let names = Name.allCases
    let numbers: [Atom]
    do throws(X11.Failure) {
      numbers = try display.atoms(names.map { $0.rawValue })
    } catch {
      throw .server(error)
    }
    var atoms: [Name: Atom] = [:]
    var known: [Atom: Name] = [:]
    for (name, number) in zip(names, numbers) {
      if atoms[name] == nil { atoms[name] = number }
      if known[number] == nil { known[number] = name }
    }
    self.atoms = atoms
    self.known = known
    self.display = display
  }

  /// The number that the server gives a name.
  public subscript(name: Name) -> Atom { atoms[name] ?? .none }

  /// The name that stands for `atom`, when it is one of ours.
  public func name(of atom: Atom) -> Name? { known[atom] }

  /// The root window.
  public var root: Window { display.root }
}

extension Screen {
  /// Runs `body`; what the server refuses, or its end, is a ``Failure/server(_:)``.
  borrowing func asking<Result>(
    _ body: (borrowing Display) throws(X11.Failure) -> Result
  ) throws(Failure) -> Result {
    do throws(X11.Failure) {
      return try body(display)
    } catch {
      throw .server(error)
    }
  }

  /// Properties of the root window, in one round trip; those that are missing are left out.
  public borrowing func read(_ names: [Name]) throws(Failure) -> [Name: Property] {
    let wanted = names.map { PropertyName(self[$0], of: root) }
    let answers = try asking { display throws(X11.Failure) in try display.properties(wanted) }
    return Self.table(names, answers)
  }

  /// Properties of each of `windows`, in one round trip; nothing for a window that is gone.
  public borrowing func read(
    _ names: [Name], of windows: [Window]
  ) throws(Failure) -> [[Name: Property]?] {
    let numbers = names.map { self[$0] }
    let wanted = windows.flatMap { window in numbers.map { PropertyName($0, of: window) } }
    let answers = try asking { display throws(X11.Failure) in try display.properties(wanted) }
    return windows.indices.map { index in
      let mine = answers[index * names.count..<(index + 1) * names.count]
      return mine.contains(.noWindow) ? nil : Self.table(names, Array(mine))
    }
  }

  private static func table(_ names: [Name], _ answers: [PropertyAnswer]) -> [Name: Property] {
    var table: [Name: Property] = [:]
    for (name, answer) in zip(names, answers) { table[name] = answer.property }
    return table
  }

  /// Sends requests, and waits until the server has taken them.
  ///
  /// - Throws: ``Failure/windowGone(_:)`` when the window that a request is about is no more.
  borrowing func sending(_ body: (borrowing Display) -> [Sent]) throws(Failure) {
    do throws(X11.Failure) {
      try display.check(body(display))
    } catch {
      if case .refused(let refusal) = error, refusal.code == .window {
        throw .windowGone(Window(rawValue: refusal.resource))
      }
      throw .server(error)
    }
  }
}
