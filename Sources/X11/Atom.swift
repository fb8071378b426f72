import CX11
import System

/// A number that a server gives a name.
public struct Atom: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// No atom, or any type where a type is asked for.
  public static let none = Atom(rawValue: 0)
  /// `ATOM`
  public static let atom = Atom(rawValue: 4)
  /// `CARDINAL`
  public static let cardinal = Atom(rawValue: 6)
  /// `STRING`: text in Latin-1.
  public static let string = Atom(rawValue: 31)
  /// `WINDOW`
  public static let window = Atom(rawValue: 33)
  /// `WM_HINTS`
  public static let hints = Atom(rawValue: 35)
  /// `WM_CLIENT_MACHINE`
  public static let clientMachine = Atom(rawValue: 36)
  /// `WM_ICON_NAME`
  public static let iconName = Atom(rawValue: 37)
  /// `WM_NAME`
  public static let name = Atom(rawValue: 39)
  /// `WM_NORMAL_HINTS`
  public static let normalHints = Atom(rawValue: 40)
  /// `WM_CLASS`
  public static let windowClass = Atom(rawValue: 67)
  /// `WM_TRANSIENT_FOR`
  public static let transientFor = Atom(rawValue: 68)
}

extension Display {
  /// Looks up the numbers of `names` in one round trip.
  ///
  /// - Parameter creating: whether the server makes a number for a name that is new to it;
  ///   otherwise it answers ``Atom/none``.
  @export(interface) public borrowing func atoms(
    _ names: [String], creating: Bool = true
  ) throws(X11Error) -> [Atom] {
    var cookies: [UInt32] = []
    cookies.reserveCapacity(names.count)
    for name in names {
      var name = name
      let cookie = name.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          xcb_intern_atom(handle, creating ? 0 : 1, UInt16(clamping: $0.count), $0.baseAddress)
        }
      }
      cookies.append(cookie.sequence)
    }
    var atoms: [Atom] = []
    atoms.reserveCapacity(names.count)
    for cookie in cookies {
      let answer = try answer(to: cookie) { (reply: UnsafePointer<xcb_intern_atom_reply_t>) in
        Atom(rawValue: reply.pointee.atom)
      }
      atoms.append(try answer.value)
    }
    return atoms
  }

  /// Looks up the names of `atoms` in one round trip; nil for a number that is no atom.
  @export(interface) public borrowing func names(of atoms: [Atom]) throws(X11Error) -> [String?] {
    let cookies = atoms.map { xcb_get_atom_name(handle, $0.rawValue).sequence }
    var names: [String?] = []
    for cookie in cookies {
      let answer = try answer(to: cookie) { (reply: UnsafePointer<xcb_get_atom_name_reply_t>) in
        let count = Int(xcb_get_atom_name_name_length(reply))
        return UnsafeBufferPointer(start: xcb_get_atom_name_name(reply), count: count)
          .withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
      }
      names.append(try? answer.get())
    }
    return names
  }
}
