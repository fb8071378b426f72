import Settings

/// The keys that the user gave to the brightness stayed behind in a schema that is gone.
struct BrightnessKeysLost: Quirk {
  let name = "brightness-keys-lost"
  let title = "your keys for the brightness do nothing since GNOME 49"
  let explanation = """
    In GNOME 49 the shell took the keys for the screen's brightness over from the settings daemon, \
    with a schema of its own. Keys that you had set stayed under the old name, where nothing reads \
    them any more. The fix sets them under the new name, beside those that are there.
    """

  private static let names = ["up", "down", "cycle"].map { "screen-brightness-\($0)" }
  private static let schema = "org.gnome.shell.keybindings"

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      guard try Settings(Self.schema).has(Self.names[0]) else {
        return Finding(.notApplicable, [.keys(.brightnessKeysAreOld)])
      }
      let lost = try Self.lost()
      guard !lost.isEmpty else {
        return Finding(.fine, [.keys(.noLostBrightnessKeys)])
      }
      return Finding(
        .affected,
        lost.map { .keys(.lostBrightnessKeys(name: $0.name, keys: $0.texts)) }, remedy: .fix)
    } catch {
      return .unread(error)
    }
  }

  /// The user's old keys that the new ones do not have.
  private static func lost() throws(SettingsError) -> [(name: String, texts: [String])] {
    let settings = try Settings(schema)
    var lost: [(name: String, texts: [String])] = []
    for name in names {
      let path = "/org/gnome/settings-daemon/plugins/media-keys/\(name)"
      guard case .strings(let old)? = Settings.stored(path, type: "as"),
        case .strings(let new) = try settings.value(name)
      else { continue }
      let missing = old.filter { text in
        guard let accelerator = Accelerator(text) else { return false }
        return !new.contains { Accelerator($0) == accelerator }
      }
      if !missing.isEmpty { lost.append((name, missing)) }
    }
    return lost
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    try Self.lost().map { ListEdit(SettingKey(Self.schema, $0.name), adding: $0.texts) }
  }
}
