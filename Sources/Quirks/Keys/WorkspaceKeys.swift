import Settings

/// The shortcuts of the workspaces: native keys for the first twelve, commands for the others.
public struct WorkspaceKeys {
  /// A shortcut that there is.
  public struct Shortcut: Equatable, Sendable {
    /// A workspace by its number, or by where it is from here.
    public enum Target: Equatable, Sendable {
      case number(Int)
      case direction(String)
    }

    public let verb: WorkspaceVerb
    public let target: Target
    public let accelerators: [String]
    /// Where it is set, and whether by the user.
    public let source: String
  }

  /// mutter has keys of its own for so many workspaces.
  public static let native = 1...12
  /// GNOME has no more workspaces than that.
  public static let all = 1...36
  /// mutter's other keys; `last` is the one with the highest number.
  private static let directions = ["left", "right", "up", "down", "last"]

  /// Where our own programs are.
  let programs: String
  let table: ShortcutTable
  let commands: [WorkspaceCommand]

  /// Reads all shortcuts of the desktop.
  public init(_ context: QuirkContext) {
    programs = context.programs
    table = ShortcutTable(context)
    commands = WorkspaceCommand.all
  }

  /// All workspace shortcuts, by verb and number, then those to a side.
  public func shortcuts() throws -> [Shortcut] {
    var found: [Shortcut] = []
    for verb in WorkspaceVerb.allCases {
      for number in Self.native {
        found += try shortcut(verb, .number(number), verb.key(number))
      }
      for command in commands where command.verb == verb {
        found.append(
          Shortcut(
            verb: verb, target: .number(command.workspace), accelerators: [command.binding],
            source: "\(ShortcutTable.custom):\(command.path)"))
      }
      for direction in Self.directions {
        found += try shortcut(verb, .direction(direction), verb.key(direction))
      }
    }
    return found
  }

  private func shortcut(
    _ verb: WorkspaceVerb, _ target: Shortcut.Target, _ key: SettingKey
  ) throws -> [Shortcut] {
    let settings = try key.settings()
    // Not every version has all of the directions.
    guard settings.has(key.name), case .strings(let texts) = try settings.value(key.name) else {
      return []
    }
    let used = texts.filter { Accelerator($0) != nil }
    let isUsers = try settings.userValue(key.name) != nil
    return used.isEmpty
      ? []
      : [
        Shortcut(
          verb: verb, target: target, accelerators: used,
          source: "\(key)\(isUsers ? "" : " (default)")")
      ]
  }

  /// The changes that take the keys of `workspaces` away.
  public func unbinding(
    _ verb: WorkspaceVerb, _ workspaces: ClosedRange<Int>
  ) throws -> [any Change] {
    let settings = try Settings(NoWorkspaceShortcuts.schema)
    var changes: [any Change] = []
    for number in workspaces where Self.native.contains(number) {
      let key = verb.key(number)
      if case .strings(let texts) = try settings.value(key.name), !texts.isEmpty {
        changes.append(SettingEdit(key, to: .strings([])))
      }
    }
    let gone = commands.filter { $0.verb == verb && workspaces.contains($0.workspace) }
    guard !gone.isEmpty else { return changes }
    // Out of the list first, while each of them is still complete.
    changes.append(ListEdit(WorkspaceCommand.list, removing: gone.map(\.path)))
    for command in gone {
      changes += ["binding", "command", "name"].map {
        SettingReset(WorkspaceCommand.key($0, at: command.path))
      }
    }
    return changes
  }

  /// The changes that make the number of workspaces fixed, and at least `count`.
  public func fixing(_ count: Int) throws -> [any Change] {
    guard Self.all.contains(count) else { throw KeysError.count(count) }
    let dynamic = SettingKey("org.gnome.mutter", "dynamic-workspaces")
    let number = SettingKey("org.gnome.desktop.wm.preferences", "num-workspaces")
    // A number that is not in use says nothing.
    let now = dynamic.value == "false" ? number.value.flatMap { Int($0) } ?? 0 : 0
    return [SettingEdit(dynamic, to: "false"), SettingEdit(number, to: "\(max(now, count))")]
  }
}
