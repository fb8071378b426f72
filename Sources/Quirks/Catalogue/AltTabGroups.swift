import Settings

/// Alt-Tab goes from program to program instead of from window to window.
struct AltTabGroups: Quirk {
  let name = "alt-tab-groups"
  let title = "Alt-Tab groups the windows of a program"
  let explanation = """
    Alt-Tab goes from program to program; the windows of one program have another key, the one \
    above Tab. The fix has Alt-Tab go from window to window, and leaves Super-Tab to the programs.
    """

  private static let schema = NoWorkspaceShortcuts.schema

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      let tab = Accelerator("<Alt>Tab")
      if try Self.texts("switch-applications").contains(where: { Accelerator($0) == tab }) {
        return Finding(.affected, [.keys(.altTabSwitchesApplications)], remedy: .fix)
      }
      guard try Self.texts("switch-windows").contains(where: { Accelerator($0) == tab }) else {
        return Finding(.fine, [.keys(.altTabIsNotForApplications)])
      }
      return Finding(.fixed, [.keys(.altTabSwitchesWindows)])
    } catch {
      return .unread(error)
    }
  }

  private static func texts(_ key: String) throws(SettingsError) -> [String] {
    let settings = try Settings(schema)
    guard case .strings(let texts) = try settings.value(key) else { return [] }
    return texts.filter { !$0.isEmpty }
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    var changes: [any Change] = []
    for (suffix, text) in [("", "<Alt>Tab"), ("-backward", "<Shift><Alt>Tab")] {
      let tab = Accelerator(text)
      for (action, added) in [("switch-applications", []), ("switch-windows", [text])] {
        let key = SettingKey(Self.schema, action + suffix)
        let others = try Self.texts(key.name).filter { Accelerator($0) != tab }
        changes.append(SettingEdit(key, to: .strings(others + added)))
      }
    }
    return changes
  }
}
