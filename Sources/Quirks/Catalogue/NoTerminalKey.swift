import Settings

/// No key starts a terminal.
struct NoTerminalKey: Quirk {
  let name = "no-terminal-key"
  let title = "no key starts a terminal"
  let explanation = """
    GNOME has no shortcut of its own for a terminal any more; some distributions add one. The fix \
    adds one of your own for the terminal that is installed, with Control-Alt-T where that is free.
    """

  /// Terminals, those that the distributions install first.
  private static let terminals = [
    "xdg-terminal-exec", "ptyxis", "kgx", "gnome-terminal", "x-terminal-emulator", "konsole",
    "ghostty", "kitty", "alacritty", "foot", "xterm",
  ]

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      let media = try Settings(ShortcutTable.mediaKeys)
      if media.has("terminal"), case .strings(let texts) = try media.value("terminal"),
        let text = texts.first(where: { Accelerator($0) != nil })
      {
        return Finding(.fine, [.keys(.startsTerminal(key: text, program: nil))])
      }
      for path in ShortcutTable.customPaths {
        let custom = try Settings(ShortcutTable.custom, path: path)
        guard case .string(let command) = try custom.value("command"),
          case .string(let name) = try custom.value("name"),
          case .string(let binding) = try custom.value("binding"), Accelerator(binding) != nil,
          let program = command.split(separator: " ").first?.split(separator: "/").last,
          Self.terminals.contains(String(program))
        else { continue }
        return Finding(
          name.hasPrefix("Detour: ") ? .fixed : .fine,
          [.keys(.startsTerminal(key: binding, program: String(program)))])
      }
    } catch {
      return .unread(error)
    }
    guard let terminal = Self.terminal(context) else {
      return Finding(.notApplicable, [.keys(.noKnownTerminal)])
    }
    let name = String(terminal.split(separator: "/").last ?? "")
    return Finding(
      .affected, [.keys(.terminalWithoutKey(program: name))], remedy: .fix)
  }

  private static func terminal(_ context: QuirkContext) -> String? {
    terminals.lazy.compactMap(context.program).first
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    let table = ShortcutTable(context)
    let keys = ["<Control><Alt>t", "<Super>t", "<Super>Return"]
    guard let terminal = Self.terminal(context),
      let key = keys.first(where: { Accelerator($0).map { table.owners(of: $0).isEmpty } == true })
    else {
      throw FixError.notOurs(.keysAreTaken(keys))
    }
    let path = WorkspaceCommand.freePath([])
    return [("name", "Detour: terminal"), ("command", terminal), ("binding", key)].map {
      SettingEdit(WorkspaceCommand.key($0, at: path), to: .string($1)) as any Change
    } + [ListEdit(WorkspaceCommand.list, adding: [path])]
  }
}
