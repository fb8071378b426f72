import EWMH
import Tool
import Windows
import X11

/// A property by the name that the original calls it.
struct Field: Hashable {
  let label: String
  private let name: EWMHAtom?
  private let predefined: Atom

  init(_ name: EWMHAtom) {
    label = name.rawValue
    self.name = name
    predefined = .none
  }

  private init(_ label: String, _ atom: Atom) {
    self.label = label
    name = nil
    predefined = atom
  }

  static let oldTitle = Field("WM_NAME", .name)
  static let windowClass = Field("WM_CLASS", .windowClass)
  static let machine = Field("WM_CLIENT_MACHINE", .clientMachine)

  func atom(_ screen: Screen) -> Atom { name.map { screen[$0] } ?? predefined }
}

/// Properties of windows, read all at once.
struct Snapshot {
  fileprivate var answers: [WindowID: [Field: PropertyAnswer]] = [:]

  /// Returns whether the window was there; one that dies meanwhile is an ordinary thing.
  func has(_ window: WindowID) -> Bool {
    guard let answers = answers[window] else { return false }
    return !answers.values.contains(.noWindow)
  }

  /// The property, of whatever type it is.
  func property(_ field: Field, of window: WindowID) -> Property? {
    answers[window]?[field]?.property
  }
}

extension Session {
  /// Reads `fields` of all `windows` in one round trip.
  func read(_ fields: [Field], of windows: [WindowID]) throws(CommandError) -> Snapshot {
    let atoms = fields.map { $0.atom(screen) }
    let wanted = windows.flatMap { window in atoms.map { PropertyName($0, of: window.window) } }
    let answers = try asked { () throws(WindowError) in try screen.answers(to: wanted) }
    var snapshot = Snapshot()
    var place = 0
    for window in windows {
      var own: [Field: PropertyAnswer] = [:]
      for field in fields {
        own[field] = answers[place]
        place += 1
      }
      snapshot.answers[window] = own
    }
    return snapshot
  }

  /// Reads `fields` of the root window.
  func readRoot(_ fields: [Field]) throws(CommandError) -> Snapshot {
    try read(fields, of: [screen.rootID])
  }

  /// The property, if it is of the type that it should be; says so otherwise, as the original.
  func value(
    _ field: Field, _ type: Atom, of window: WindowID, in snapshot: Snapshot
  ) -> Property? {
    guard var property = snapshot.property(field, of: window), property.type == type else {
      note("Invalid type of \(field.label) property.")
      return nil
    }
    // The original reads no more of any property.
    if isCompatible { property.bytes = Array(property.bytes.prefix(4096)) }
    return property
  }

  /// The bytes of a property of text up to its first zero byte.
  func string(
    _ field: Field, _ type: Atom, of window: WindowID, in snapshot: Snapshot
  ) -> [UInt8]? {
    value(field, type, of: window, in: snapshot).map { $0.firstPiece ?? [] }
  }

  /// The numbers of a property, with a sign: the original's are of 64 bits, of which Xlib fills
  /// the upper half so.
  func numbers(
    _ field: Field, _ type: Atom = .cardinal, of window: WindowID, in snapshot: Snapshot
  ) -> [Int]? {
    value(field, type, of: window, in: snapshot).map {
      ($0.numbers ?? []).map { Int(Int32(bitPattern: $0)) }
    }
  }

  /// Numbers of the root window under a name, or under its older name.
  func rootNumbers(_ field: Field, or old: Field, in snapshot: Snapshot) -> [Int]? {
    numbers(field, of: screen.rootID, in: snapshot) ?? numbers(old, of: screen.rootID, in: snapshot)
  }
}
