import Settings

/// The shortcuts of the workspaces: native keys for the first twelve, commands for the others.
public struct WorkspaceKeys {
  /// What a shortcut does with a workspace.
  public enum Verb: String, Sendable, CaseIterable {
    case switching = "switch"
    case moving = "move"

    /// The native key of a workspace.
    func key(_ number: Int) -> SettingKey {
      let name = self == .switching ? "switch-to-workspace" : "move-to-workspace"
      return SettingKey(NoWorkspaceShortcuts.schema, "\(name)-\(number)")
    }
  }

  /// A shortcut that there is.
  public struct Shortcut: Equatable, Sendable {
    public let verb: Verb
    public let workspace: Int
    public let accelerators: [String]
    /// Where it is set, and whether by the user.
    public let source: String
  }

  /// mutter has keys of its own for so many workspaces.
  public static let native = 1...12
  /// GNOME has no more workspaces than that.
  public static let all = 1...36

  private let machine: Machine
  private let table: ShortcutTable

  public init(_ machine: Machine) {
    self.machine = machine
    table = ShortcutTable()
  }

  /// All workspace shortcuts, by verb and number.
  public func shortcuts() throws -> [Shortcut] {
    let settings = try Settings(NoWorkspaceShortcuts.schema)
    var found: [Shortcut] = []
    for verb in Verb.allCases {
      for number in Self.native {
        let key = verb.key(number)
        guard case .strings(let texts) = try settings.value(key.name) else { continue }
        let used = texts.filter { Accelerator($0) != nil }
        guard !used.isEmpty else { continue }
        let isUsers = try settings.userValue(key.name) != nil
        found.append(
          Shortcut(
            verb: verb, workspace: number, accelerators: used,
            source: "\(key)\(isUsers ? "" : " (default)")"))
      }
      for (path, number, binding) in commands(verb) {
        found.append(
          Shortcut(
            verb: verb, workspace: number, accelerators: [binding],
            source: "\(ShortcutTable.custom):\(path)"))
      }
    }
    return found
  }

  /// The changes that give each of `workspaces` the key that `pattern` makes of it: `%n` is its
  /// number, in an accelerator such as `<Control>F%n`.
  ///
  /// - Parameter replacing: whether a key that another action has is taken away from it.
  /// - Throws: ``KeysFailure``.
  public func binding(
    _ verb: Verb, _ workspaces: ClosedRange<Int>, _ pattern: String, replacing: Bool
  ) throws -> [Change] {
    guard pattern.contains("%n") || workspaces.count == 1 else {
      throw KeysFailure.pattern(pattern)
    }
    var changes: [Change] = []
    var taken: [SettingKey: [String]] = [:]
    var clashes: [String] = []
    var paths: [String] = []
    for number in workspaces {
      let text = pattern.replacing("%n", with: String(number))
      guard let accelerator = Accelerator(text) else { throw KeysFailure.accelerator(text) }
      for owner in table.owners(of: accelerator) where !isSame(owner, verb, number) {
        clashes.append("\(text) is \(owner.action) (\(owner.key.schema))")
        let rest = (taken[owner.key] ?? owner.texts).filter { Accelerator($0) != accelerator }
        taken[owner.key] = rest
      }
      if Self.native.contains(number) {
        changes.append(
          .setting(verb.key(number), to: Value.strings([accelerator.text]).description))
      } else {
        changes += try command(verb, number, accelerator.text, &paths)
      }
    }
    guard clashes.isEmpty || replacing else { throw KeysFailure.clashes(clashes) }
    let freed = taken.sorted { $0.key.description < $1.key.description }.map { key, rest in
      Change.setting(
        key,
        to: key.path == nil
          ? Value.strings(rest).description : Value.string(rest.first ?? "").description)
    }
    // The list of commands comes last, when each of them is complete.
    let list =
      paths.isEmpty
      ? []
      : [Change.list(SettingKey(ShortcutTable.mediaKeys, "custom-keybindings"), adding: paths)]
    return freed + changes + list
  }

  /// The changes that take the keys of `workspaces` away.
  public func unbinding(_ verb: Verb, _ workspaces: ClosedRange<Int>) throws -> [Change] {
    let settings = try Settings(NoWorkspaceShortcuts.schema)
    var changes: [Change] = []
    for number in workspaces where Self.native.contains(number) {
      let key = verb.key(number)
      if case .strings(let texts) = try settings.value(key.name), !texts.isEmpty {
        changes.append(.setting(key, to: "@as []"))
      }
    }
    for (path, number, _) in commands(verb) where workspaces.contains(number) {
      for name in ["binding", "command"] {
        changes.append(.setting(SettingKey(ShortcutTable.custom, name, path: path), to: "''"))
      }
    }
    return changes
  }

  /// The changes that make the number of workspaces fixed, and at least `count`.
  public func fixing(_ count: Int) throws -> [Change] {
    guard Self.all.contains(count) else { throw KeysFailure.count(count) }
    return [
      .setting(SettingKey("org.gnome.mutter", "dynamic-workspaces"), to: "false"),
      .setting(SettingKey("org.gnome.desktop.wm.preferences", "num-workspaces"), to: "\(count)"),
    ]
  }

  /// Patterns that keyboards have, and for how many of the first twelve workspaces each is free.
  public func suggestions() -> [(pattern: String, free: [Int])] {
    let patterns = [
      "<Control>F%n", "<Super>F%n", "<Alt>F%n", "<Shift>F%n", "<Super>%n", "<Alt>%n",
      "<Control>%n", "<Super><Alt>%n", "<Control><Alt>%n", "<Control><Super>%n",
      "<Control><Alt>F%n",
    ]
    return patterns.map { pattern in
      // There is no key for a number of two digits.
      let numbers = pattern.contains("F%n") ? 1...12 : 1...9
      let free = numbers.filter { number in
        Accelerator(pattern.replacing("%n", with: String(number))).map {
          table.owners(of: $0).allSatisfy { isSame($0, .switching, number) }
        } ?? false
      }
      return (pattern, free)
    }.enumerated().sorted { left, right in
      (right.1.free.count, left.0) < (left.1.free.count, right.0)
    }.map(\.1)
  }

  private func isSame(_ owner: ShortcutTable.Owner, _ verb: Verb, _ number: Int) -> Bool {
    owner.key == verb.key(number)
      || commands(verb).contains { $0.path == owner.key.path && $0.number == number }
  }

  /// Our own commands among the user's: path, workspace and key.
  private func commands(_ verb: Verb) -> [(path: String, number: Int, binding: String)] {
    ShortcutTable.customPaths.compactMap { path in
      guard let settings = try? Settings(ShortcutTable.custom, path: path),
        case .string(let command)? = try? settings.value("command"),
        case .string(let binding)? = try? settings.value("binding")
      else { return nil }
      let words = command.split(separator: " ")
      guard words.count == 3, words[0].hasSuffix("/wsctl"), words[1] == verb.rawValue,
        let number = Int(words[2]), !binding.isEmpty
      else { return nil }
      return (path, number, binding)
    }
  }

  private func command(
    _ verb: Verb, _ number: Int, _ binding: String, _ paths: inout [String]
  ) throws -> [Change] {
    guard Self.all.contains(number) else { throw KeysFailure.count(number) }
    let base = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom"
    let used = Set(ShortcutTable.customPaths + paths)
    var path = commands(verb).first { $0.number == number }?.path
    if path == nil {
      // The first number that nobody has; no other is renumbered.
      let free = (0...).lazy.map { "\(base)\($0)/" }.first { !used.contains($0) }
      path = free
      if let free { paths.append(free) }
    }
    // The command is no shell line: an absolute path, because the session's PATH is another one.
    let values = [
      ("name", "Detour: \(verb.rawValue) to workspace \(number)"),
      ("command", "\(machine.programs)/wsctl \(verb.rawValue) \(number)"), ("binding", binding),
    ]
    return values.map { name, value in
      .setting(
        SettingKey(ShortcutTable.custom, name, path: path),
        to: Value.string(value).description)
    }
  }
}

/// Why shortcuts can't be as they were asked for.
public enum KeysFailure: Error, Equatable, CustomStringConvertible {
  /// One key for several workspaces.
  case pattern(String)
  case accelerator(String)
  case count(Int)
  case clashes([String])

  public var description: String {
    switch self {
    case .pattern(let pattern):
      "\"\(pattern)\" is one key for several workspaces: put %n where the number belongs"
    case .accelerator(let text):
      "\"\(text)\" is no key: write it as <Control>F5, <Super><Shift>1, <Alt>Tab"
    case .count(let number): "there can't be a workspace \(number): GNOME has 36 at most"
    case .clashes(let list):
      list.joined(separator: "; ") + ": --replace takes the key away from it"
    }
  }
}
