#if !hasFeature(Embedded)
import X11

/// Which windows are meant.
public struct Selector: Sendable {
  /// What the user wrote, for messages.
  public let text: String
  fileprivate let kind: Kind

  fileprivate enum Kind: Sendable {
    case active, picked
    case window(Window)
    case title(Pattern)
    case windowClass(Pattern)
    case process(UInt32)
    case workspace(Target)
  }

  /// Reads `:active`, `:select`, a window's number in hexadecimal (`0x…`), `id=NUMBER`,
  /// `title=TEXT`, `class=TEXT`, `pid=NUMBER`, `workspace=TARGET`, or a text as of a title.
  ///
  /// What TEXT matches, ``Pattern`` says.
  public init(_ text: String) throws(Misread) {
    self.text = text
    guard let kind = try Self.kind(text) else {
      throw Misread("\"\(text)\" names no window")
    }
    self.kind = kind
  }

  private static func kind(_ text: String) throws(Misread) -> Kind? {
    switch text {
    case "": return nil
    case ":active", ":ACTIVE:": return .active
    case ":select", ":SELECT:": return .picked
    default: break
    }
    if text.hasPrefix("0x") || text.hasPrefix("0X"),
      let number = UInt32(text.dropFirst(2), radix: 16)
    {
      return .window(Window(rawValue: number))
    }
    guard let sign = text.firstIndex(of: "=") else { return .title(try Pattern(text)) }
    let value = String(text[text.index(after: sign)...])
    switch text[..<sign] {
    case "id":
      let isHexadecimal = value.hasPrefix("0x") || value.hasPrefix("0X")
      let digits = isHexadecimal ? value.dropFirst(2) : value[...]
      return UInt32(digits, radix: isHexadecimal ? 16 : 10).map { .window(Window(rawValue: $0)) }
    case "title": return .title(try Pattern(value))
    case "class": return .windowClass(try Pattern(value))
    case "pid": return UInt32(value).map { .process($0) }
    case "workspace": return Target(value).map { .workspace($0) }
    default: return .title(try Pattern(text))
    }
  }

  /// Whether it can match only one window.
  public var isSingle: Bool {
    switch kind {
    case .active, .picked, .window: true
    default: false
    }
  }
}

extension Screen {
  /// The windows that `selector` means, in the order they were opened; there may be none.
  ///
  /// Panels and desktops are meant only by their number.
  ///
  /// - Throws: ``Failure/activeIsForeign`` and ``Failure/nothingActive`` for `:active`,
  ///   ``Failure/notManaged(_:)`` for a window that is not the window manager's.
  public borrowing func clients(
    matching selector: Selector, order: ClientOrder = .opened
  ) throws(Failure) -> [Client] {
    switch selector.kind {
    case .active: return [try activeClient()]
    case .picked:
      let mark = self[.icccmState]
      let picked = try asking { display throws(X11.Failure) -> Window? in
        guard let top = try display.pick(until: nil) else { return nil }
        return try display.client(under: top, marked: mark)
      }
      guard let picked else { return [] }
      return [try managed(picked)]
    case .window(let window): return [try managed(window)]
    case .title(let pattern):
      return try ordinary(order).filter { pattern.matches($0.title ?? "") }
    case .windowClass(let pattern):
      return try ordinary(order).filter { client in
        let names = [client.instance, client.className].compactMap { $0.self }
        return (names + [names.joined(separator: ".")]).contains { pattern.matches($0) }
      }
    case .process(let process):
      return try ordinary(order).filter { $0.process == process }
    case .workspace(let target):
      let index = try target.index(in: try workspaces(), wrapping: false, previous: nil)
      return try ordinary(order).filter { $0.isOnAll || $0.workspace == index }
    }
  }

  private borrowing func ordinary(_ order: ClientOrder) throws(Failure) -> [Client] {
    try clients(order).filter { $0.isOrdinary }
  }

  private borrowing func managed(_ window: Window) throws(Failure) -> Client {
    let client = try client(window)
    guard try read([.clients])[.clients]?.windows?.contains(window) == true else {
      throw .notManaged(window)
    }
    return client
  }

  /// The window that has the focus.
  ///
  /// - Throws: ``Failure/activeIsForeign`` when it is none of X11's, as a native Wayland window.
  public borrowing func activeClient() throws(Failure) -> Client {
    let root = try read([.activeWindow, .clients])
    let active = root[.activeWindow]?.windows?.first ?? .none
    if root[.clients]?.windows?.contains(active) == true { return try client(active) }
    let manager = try windowManager()
    // On Wayland the focus of X is on nothing, or on a window of the compositor's own.
    guard active == .none, !manager.isMutter else { throw .activeIsForeign }
    throw .nothingActive
  }
}
#endif
