import Settings

/// There is no key for the workspaces beyond the fourth.
struct NoWorkspaceShortcuts: Quirk {
  let name = "no-workspace-shortcuts"
  let title = "no keys for the workspaces beyond the fourth"
  let explanation = """
    GNOME has shortcuts for twelve workspaces, but its settings show four, and the others have no \
    key. They can be given one by gsettings; beyond the twelfth a shortcut has to call a command, \
    such as wsctl. The fix takes Super with the function keys, which programs leave alone, where \
    the desktop does not use them itself (GNOME 43 has F10), and else Control with them.
    """

  static let schema = "org.gnome.desktop.wm.keybindings"

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      let settings = try Settings(Self.schema)
      var bound: [Int] = []
      for number in 5...12 {
        if case .strings(let keys) = try settings.value("switch-to-workspace-\(number)"),
          keys.contains(where: { !$0.isEmpty && $0 != "disabled" })
        {
          bound.append(number)
        }
      }
      return Self.finding(bound: bound)
    } catch {
      return .unread(error)
    }
  }

  static func finding(bound: [Int]) -> Finding {
    let missing = (5...12).filter { !bound.contains($0) }
    if missing.isEmpty {
      return Finding(.fine, [.keys(.workspacesHaveKeys)])
    }
    let evidence =
      bound.isEmpty ? KeyEvidence.noWorkspaceHasKey : .workspacesWithoutKey(missing, with: bound)
    return Finding(
      bound.isEmpty ? .affected : .fixed, [.keys(evidence)],
      remedy: bound.isEmpty ? .fix : nil)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    let keys = WorkspaceKeys(context)
    guard let pattern = keys.suggestions().first(where: { Set($0.free).isSuperset(of: 5...12) })
    else {
      throw KeysError.noFreeRow(5...12)
    }
    return try keys.binding(KeyRequest.all(.switching, 5...12, pattern.pattern), replacing: false)
  }
}
