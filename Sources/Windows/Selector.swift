#if !hasFeature(Embedded)
  /// The windows that a user means, by what they have.
  public struct Selector: Sendable {
    /// What the user wrote, for messages.
    public let text: String
    let criteria: [Criterion]

    /// One thing that a window has to have.
    enum Criterion: Sendable {
      case active, picked, last
      case id(WindowID)
      case title(Pattern)
      case windowClass(Pattern)
      case application(Pattern)
      case program(Pattern)
      case process(UInt32)
      case workspace(Target)

      /// Whether it is about the process of a window's program.
      var needsProcess: Bool {
        switch self {
        case .application, .program, .process: true
        default: false
        }
      }
    }

    /// Reads one criterion or several with spaces between, all of which a window has to meet:
    /// `:active`, `:last`, `:select`, `id=NUMBER`, `title=TEXT`, `class=TEXT`, `app=TEXT`,
    /// `program=TEXT`, `pid=NUMBER` and `workspace=TARGET`; or a window's number alone; or a text as
    /// of a title.
    ///
    /// What TEXT matches, ``Pattern`` says.
    @export(interface) public init(_ text: String) throws(SelectorError) {
      self.text = text
      var criteria: [Criterion] = []
      for part in Self.parts(text) {
        guard let criterion = try Self.criterion(part) else { throw .namesNothing(text) }
        criteria.append(criterion)
      }
      guard !criteria.isEmpty else { throw .namesNothing(text) }
      self.criteria = criteria
    }

    private static let keys = [
      "id", "title", "class", "app", "program", "pid", "workspace",
    ]

    /// Returns whether a word begins a criterion, rather than being part of a text.
    public static func isCriterion(_ word: some StringProtocol) -> Bool {
      if [":active", ":ACTIVE:", ":last", ":select", ":SELECT:"].contains(String(word)) {
        return true
      }
      guard let sign = word.unicodeScalars.firstIndex(of: "=") else { return false }
      return keys.contains(String(word[..<sign]))
    }

    /// Parts a text where a criterion begins after a space, when it begins with one, too.
    private static func parts(_ text: String) -> [String] {
      let words = text.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
        .map { String($0) }
      guard let first = words.first, isCriterion(first) else { return [text] }
      var parts: [String] = []
      for word in words {
        if parts.isEmpty || isCriterion(word) {
          while let last = parts.last, last.hasSuffix(" ") {
            parts[parts.count - 1] = String(last.dropLast())
          }
          parts.append(word)
        } else {
          parts[parts.count - 1] += " " + word
        }
      }
      return parts
    }

    private static func criterion(_ text: String) throws(SelectorError) -> Criterion? {
      switch text {
      case "": return nil
      case ":active", ":ACTIVE:": return .active
      case ":last": return .last
      case ":select", ":SELECT:": return .picked
      default: break
      }
      if let id = number(text), isHexadecimal(text) || id.rawValue >= leastDecimal {
        return .id(id)
      }
      guard isCriterion(text), let sign = text.unicodeScalars.firstIndex(of: "=") else {
        return .title(try Pattern(text))
      }
      let value = String(text.unicodeScalars[sign...].dropFirst())
      switch text[..<sign] {
      case "id": return number(value).map { .id($0) }
      case "title": return .title(try Pattern(value))
      case "class": return .windowClass(try Pattern(value))
      case "app": return .application(try Pattern(value))
      case "program": return .program(try Pattern(value))
      case "pid": return UInt32(value).map { .process($0) }
      default: return Target(value).map { .workspace($0) }
      }
    }

    /// No program's window has a lower number: they begin above those of the server's own.
    private static let leastDecimal: UInt32 = 0x20_0000

    private static func isHexadecimal(_ text: String) -> Bool {
      text.hasPrefix("0x") || text.hasPrefix("0X")
    }

    private static func number(_ text: String) -> WindowID? {
      let digits = isHexadecimal(text) ? text.dropFirst(2) : text[...]
      guard digits.first?.isHexDigit == true else { return nil }
      return UInt32(digits, radix: isHexadecimal(text) ? 16 : 10).map { WindowID(rawValue: $0) }
    }
  }

  extension WindowSystem {
    /// Finds the windows that `selector` means, in the order they were opened; there may be none.
    ///
    /// Panels, desktops and what is in no task list count wherever a title, a class or the like is
    /// asked for, and not where only a workspace is.
    ///
    /// - Throws: ``WindowError/activeIsForeign`` and ``WindowError/nothingActive`` for `:active`,
    ///   ``WindowError/notManaged(_:)`` for a window that is not the window manager's.
    @export(interface) public func clients(
      matching selector: Selector, order: ClientOrder = .opened
    ) throws(WindowError) -> [Client] {
      var found: [Client]?
      for criterion in selector.criteria {
        let one: Client?
        switch criterion {
        case .active: one = try activeClient()
        case .picked: one = try pick()
        case .last: one = try lastClient()
        case .id(let id): one = try client(id)
        default: continue
        }
        guard let one, found?.contains(where: { $0.id == one.id }) ?? true else { return [] }
        found = [one]
      }
      var clients: [Client]
      if let found { clients = found } else { clients = try self.clients(order) }
      // What a window says of its process, which the system may know better.
      var claimed: [WindowID: UInt32] = [:]
      if selector.criteria.contains(where: { $0.needsProcess }) {
        let known = try processes(of: clients.map { $0.id })
        for (index, process) in zip(clients.indices, known) {
          claimed[clients[index].id] = clients[index].process
          if let process { clients[index].process = UInt32(exactly: process) }
        }
      }
      var isNamed = found != nil
      for criterion in selector.criteria {
        switch criterion {
        case .active, .picked, .last, .id: continue
        case .title(let pattern): clients.removeAll { !pattern.matches($0.title ?? "") }
        case .windowClass(let pattern): clients.removeAll { !$0.hasClass(pattern) }
        case .application(let pattern): clients.removeAll { !$0.isOf(application: pattern) }
        case .program(let pattern): clients.removeAll { !$0.runs(program: pattern) }
        case .process(let process):
          clients.removeAll {
            $0.process != process && claimed[$0.id] != process || !$0.isOfThisMachine
          }
        case .workspace(let target):
          let index = try target.index(in: try workspaces(), wrapping: false, previous: nil)
          clients.removeAll { !$0.isOnAll && $0.workspace != index }
          continue
        }
        isNamed = true
      }
      return isNamed ? clients : clients.filter { $0.isOrdinary }
    }

    /// The window that was used before the active one: the highest other one on the current
    /// workspace that is to be seen. What is always on top is so whether it was used or not.
    private func lastClient() throws(WindowError) -> Client? {
      let current = try workspaces().current
      let others = try clients(.stacking).filter { client in
        client.isOrdinary && !client.isActive && !client.isMinimised
          && (client.isOnAll || client.workspace == current)
      }
      return others.last { !$0.states.contains(.above) } ?? others.last
    }
  }
#endif
