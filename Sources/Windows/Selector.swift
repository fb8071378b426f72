#if !hasFeature(Embedded)
  /// Which windows are meant.
  public struct Selector: Sendable {
    /// What the user wrote, for messages.
    public let text: String
    fileprivate let kind: Kind

    fileprivate enum Kind: Sendable {
      case active, picked
      case window(WindowID)
      case title(Pattern)
      case windowClass(Pattern)
      case process(UInt32)
      case workspace(Target)
    }

    /// Reads `:active`, `:select`, a window's number in hexadecimal (`0x…`), `id=NUMBER`,
    /// `title=TEXT`, `class=TEXT`, `pid=NUMBER`, `workspace=TARGET`, or a text as of a title.
    ///
    /// What TEXT matches, ``Pattern`` says.
    public init(_ text: String) throws(SelectorError) {
      self.text = text
      guard let kind = try Self.kind(text) else {
        throw .namesNothing(text)
      }
      self.kind = kind
    }

    private static func kind(_ text: String) throws(SelectorError) -> Kind? {
      switch text {
      case "": return nil
      case ":active", ":ACTIVE:": return .active
      case ":select", ":SELECT:": return .picked
      default: break
      }
      if text.hasPrefix("0x") || text.hasPrefix("0X"),
        let number = UInt32(text.dropFirst(2), radix: 16)
      {
        return .window(WindowID(rawValue: number))
      }
      guard let sign = text.firstIndex(of: "=") else { return .title(try Pattern(text)) }
      let value = String(text[text.index(after: sign)...])
      switch text[..<sign] {
      case "id":
        let isHexadecimal = value.hasPrefix("0x") || value.hasPrefix("0X")
        let digits = isHexadecimal ? value.dropFirst(2) : value[...]
        return UInt32(digits, radix: isHexadecimal ? 16 : 10).map {
          .window(WindowID(rawValue: $0))
        }
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

  extension WindowSystem {
    /// Finds the windows that `selector` means, in the order they were opened; there may be none.
    ///
    /// Panels, desktops and what is in no task list are meant only by `:active`, a click and an id.
    ///
    /// - Throws: ``WindowError/activeIsForeign`` and ``WindowError/nothingActive`` for `:active`,
    ///   ``WindowError/notManaged(_:)`` for a window that is not the window manager's.
    public func clients(
      matching selector: Selector, order: ClientOrder = .opened
    ) throws(WindowError) -> [Client] {
      switch selector.kind {
      case .active: return [try activeClient()]
      case .picked: return try pick().map { [$0] } ?? []
      case .window(let id): return [try client(id)]
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

    private func ordinary(_ order: ClientOrder) throws(WindowError) -> [Client] {
      try clients(order).filter { $0.isOrdinary }
    }
  }
#endif
