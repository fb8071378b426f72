import Settings

/// All keyboard shortcuts of the desktop that its settings hold, by their keys.
struct ShortcutTable {
  /// The place where a shortcut is set.
  struct Owner: Hashable {
    let key: SettingKey
    /// What it does: the key's name, or the name that the user gave it.
    let action: String
    /// Each accelerator as it is written.
    let texts: [String]
    /// How it is written there, which is how it can be taken away.
    var form = Form.list
    /// The program that has asked the desktop for it; nil for a setting of the desktop's.
    var program: String?

    enum Form: Hashable { case list, single, foreign }
  }

  static let mediaKeys = "org.gnome.settings-daemon.plugins.media-keys"
  static let custom = mediaKeys + ".custom-keybinding"
  static let ibus = "org.freedesktop.ibus.general.hotkey"

  /// The schemas that mutter, the shell, the settings daemon and IBus take keys from.
  private static let schemas = [
    "org.gnome.desktop.wm.keybindings", "org.gnome.shell.keybindings",
    "org.gnome.mutter.keybindings", "org.gnome.mutter.wayland.keybindings", mediaKeys, ibus,
    "org.freedesktop.ibus.panel.emoji",
  ]

  let owners: [Owner]
  private let byAccelerator: [Accelerator: [Owner]]

  init(_ context: QuirkContext) {
    let owners =
      Self.schemas.flatMap { Self.owners(in: $0) } + Self.customOwners
      + Self.portalOwners + InstalledExtension.enabled(on: context).flatMap(\.shortcuts)
    self.owners = owners
    byAccelerator = owners.reduce(into: [:]) { table, owner in
      for accelerator in Set(owner.texts.compactMap { Accelerator($0) }) {
        table[accelerator, default: []].append(owner)
      }
    }
  }

  /// Returns who has the key.
  func owners(of accelerator: Accelerator) -> [Owner] { byAccelerator[accelerator] ?? [] }

  /// Keys that more than one action has.
  var clashes: [(Accelerator, [Owner])] {
    byAccelerator.filter { $0.value.count > 1 && !Self.isOneAction($0.value) }
      .sorted { $0.key.text < $1.key.text }.map { ($0.key, $0.value) }
  }

  /// Returns whether several settings are one action: the shell has taken the change of the input
  /// method over from IBus, whose key stays set; and a dock does itself what it starts the n-th
  /// program by.
  private static func isOneAction(_ owners: [Owner]) -> Bool {
    // A program names its actions as it likes.
    guard owners.allSatisfy({ $0.form != .foreign }) else { return false }
    return owners.allSatisfy {
      $0.key.schema == ibus || $0.action.hasPrefix("switch-input-source")
    } || isOfDock(owners)
  }

  /// What the desktop and a dock both do by a key that has a number at its end.
  private static let ofDocks = [
    ["switch-to-application-", "app-hotkey-"],
    ["open-new-window-application-", "app-ctrl-hotkey-"],
  ]

  /// Returns whether all of these are one action for a program by its number, the desktop's and a
  /// dock's.
  private static func isOfDock(_ owners: [Owner]) -> Bool {
    ofDocks.contains { starts in
      let numbers = owners.map { owner in
        starts.first { owner.action.hasPrefix($0) }.map { owner.action.dropFirst($0.count) }
      }
      return numbers.allSatisfy { $0 != nil && $0 == numbers.first }
    }
  }
}

extension ShortcutTable {
  /// The keys of a schema that hold accelerators, as lists or alone.
  ///
  /// - Parameters:
  ///   - directory: where the schema is, when it is none of the system's.
  ///   - isMixed: the schema has other keys too, whose texts may look like the name of a key.
  static func owners(
    in schema: String, at directory: String? = nil, isMixed: Bool = false
  ) -> [Owner] {
    guard let settings = try? Settings(schema, in: directory) else { return [] }
    let isSwitchedOff = isMixed && (try? settings.value("hot-keys")) == .boolean(false)
    return settings.keys.compactMap { key in
      guard key != "custom-keybindings" else { return nil }
      // The text of a field beside the key that is made of it; and keys that a switch has off.
      if isMixed, key.hasSuffix("-text"), settings.has(String(key.dropLast(5))) { return nil }
      if isSwitchedOff, key.contains("hotkey") { return nil }
      let texts: [String]
      let form: Owner.Form
      switch try? settings.value(key) {
      case .strings(let list)?: (texts, form) = (list, .list)
      case .string(let text)?: (texts, form) = ([text], .single)
      default: return nil
      }
      let used = texts.filter { text in
        Accelerator(text).map { !isMixed || !$0.modifiers.isEmpty } ?? false
      }
      guard !used.isEmpty else { return nil }
      return Owner(
        key: SettingKey(schema, key, directory: directory), action: key, texts: used, form: form)
    }
  }

  /// Where the user's own commands are kept, in the order of the list.
  static var customPaths: [String] {
    guard let settings = try? Settings(mediaKeys),
      case .strings(let paths)? = try? settings.value("custom-keybindings")
    else { return [] }
    return paths
  }

  private static var customOwners: [Owner] {
    customPaths.compactMap { path in
      guard let settings = try? Settings(custom, path: path),
        case .string(let binding)? = try? settings.value("binding"),
        case .string(let name)? = try? settings.value("name"), Accelerator(binding) != nil
      else { return nil }
      return Owner(
        key: SettingKey(custom, "binding", path: path), action: name, texts: [binding],
        form: .single)
    }
  }

  /// What programs have asked for through the portal, GNOME 48 and later.
  private static var portalOwners: [Owner] {
    let schema = "org.gnome.settings-daemon.global-shortcuts"
    guard let settings = try? Settings(schema),
      case .strings(let programs)? = try? settings.value("applications")
    else { return [] }
    return programs.flatMap { program -> [Owner] in
      let path = "/org/gnome/settings-daemon/global-shortcuts/\(program)/"
      guard let settings = try? Settings(schema + ".application", path: path),
        let entries = try? settings.namedEntries("shortcuts")
      else { return [] }
      return entries.compactMap { entry in
        guard case .strings(let texts)? = entry.properties["shortcuts"] else { return nil }
        let used = texts.filter { Accelerator($0) != nil }
        guard !used.isEmpty else { return nil }
        return Owner(
          key: SettingKey(schema + ".application", "shortcuts", path: path),
          action: entry.name, texts: used, form: .foreign, program: program)
      }
    }
  }
}
