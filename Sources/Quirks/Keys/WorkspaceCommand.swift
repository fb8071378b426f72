import Settings
import System

/// A command of the user's own that calls `wsctl` for one workspace: beyond the twelfth there is
/// no other way.
struct WorkspaceCommand {
  /// Where the settings daemon keeps it.
  let path: String
  let verb: WorkspaceVerb
  let workspace: Int
  let binding: String

  /// The list of all commands of the user's.
  static let list = SettingKey(ShortcutTable.mediaKeys, "custom-keybindings")

  /// Our own among the user's, in the order of the list.
  static var all: [WorkspaceCommand] { ShortcutTable.customPaths.compactMap(Self.init) }

  private init?(_ path: String) {
    guard let settings = try? Settings(ShortcutTable.custom, path: path),
      case .string(let command)? = try? settings.value("command"),
      case .string(let binding)? = try? settings.value("binding")
    else { return nil }
    let words = command.split(separator: " ")
    // Of a path with a blank it is the last word; in quotes where the path needs them.
    guard words.count >= 3,
      ["/wsctl", "/wsctl'"].contains(where: words[words.count - 3].hasSuffix),
      let verb = WorkspaceVerb(rawValue: String(words[words.count - 2])),
      let workspace = Int(words[words.count - 1]), !binding.isEmpty
    else { return nil }
    self.path = path
    self.verb = verb
    self.workspace = workspace
    self.binding = binding
  }

  /// Returns what `key` is of the command at `path`.
  static func key(_ key: String, at path: String) -> SettingKey {
    SettingKey(ShortcutTable.custom, key, path: path)
  }

  /// A place that neither the user nor `taken` has; no other is renumbered.
  static func freePath(_ taken: [String]) -> String {
    let base = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom"
    let used = Set(ShortcutTable.customPaths + taken)
    var number = 0
    while used.contains("\(base)\(number)/") { number += 1 }
    return "\(base)\(number)/"
  }

  /// The changes that make a command at `path`, but for its place in the list.
  static func changes(
    at path: String, _ verb: WorkspaceVerb, _ workspace: Int, _ binding: String, programs: String
  ) -> [any Change] {
    // The command is no shell line: an absolute path, because the session's PATH is another one.
    // GLib takes it apart by the quotes of the shell.
    let word = (programs + "/wsctl").shellQuoted
    return [
      ("name", "Detour: \(verb.rawValue) to workspace \(workspace)"),
      ("command", "\(word) \(verb.rawValue) \(workspace)"), ("binding", binding),
    ].map { name, value in
      SettingEdit(key(name, at: path), to: .string(value))
    }
  }
}
