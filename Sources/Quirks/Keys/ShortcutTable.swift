import Settings

/// All keyboard shortcuts of the desktop that its settings hold, by their keys.
struct ShortcutTable {
  /// Where a shortcut is set.
  struct Owner: Hashable {
    let key: SettingKey
    /// What it does: the key's name, or the name that the user gave it.
    let action: String
    /// Each accelerator as it is written.
    let texts: [String]
  }

  static let mediaKeys = "org.gnome.settings-daemon.plugins.media-keys"
  static let custom = mediaKeys + ".custom-keybinding"

  /// The schemas that mutter, the shell and the settings daemon take keys from.
  static let schemas = [
    "org.gnome.desktop.wm.keybindings", "org.gnome.shell.keybindings",
    "org.gnome.mutter.keybindings", "org.gnome.mutter.wayland.keybindings", mediaKeys,
    "org.freedesktop.ibus.general.hotkey",
  ]

  let owners: [Owner]
  private let byAccelerator: [Accelerator: [Owner]]

  init() {
    var owners: [Owner] = []
    for name in Self.schemas {
      guard let settings = try? Settings(name) else { continue }
      for key in settings.keys where key != "custom-keybindings" {
        let texts: [String]
        switch try? settings.value(key) {
        case .strings(let list)?: texts = list
        case .string(let text)?: texts = [text]
        default: continue
        }
        let used = texts.filter { Accelerator($0) != nil }
        guard !used.isEmpty else { continue }
        owners.append(Owner(key: SettingKey(name, key), action: key, texts: used))
      }
    }
    for path in Self.customPaths {
      guard let settings = try? Settings(Self.custom, path: path),
        case .string(let binding)? = try? settings.value("binding"),
        case .string(let name)? = try? settings.value("name"), Accelerator(binding) != nil
      else { continue }
      owners.append(
        Owner(
          key: SettingKey(Self.custom, "binding", path: path), action: name, texts: [binding]))
    }
    self.owners = owners
    byAccelerator = owners.reduce(into: [:]) { table, owner in
      for text in Set(owner.texts.compactMap(Accelerator.init)) {
        table[text, default: []].append(owner)
      }
    }
  }

  /// Where the user's own commands are kept, in the order of the list.
  static var customPaths: [String] {
    guard let settings = try? Settings(mediaKeys),
      case .strings(let paths)? = try? settings.value("custom-keybindings")
    else { return [] }
    return paths
  }

  /// Who has the key.
  func owners(of accelerator: Accelerator) -> [Owner] { byAccelerator[accelerator] ?? [] }

  /// Keys that more than one action has.
  var clashes: [(Accelerator, [Owner])] {
    byAccelerator.filter { $0.value.count > 1 }.sorted { $0.key.text < $1.key.text }
      .map { ($0.key, $0.value) }
  }
}
