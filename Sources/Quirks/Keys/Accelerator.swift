/// A key with its modifiers, as GTK and mutter spell it: `<Control><Alt>Right`.
struct Accelerator: Hashable {
  /// In the order of the alphabet, without synonyms.
  let modifiers: [String]
  /// The name of the key; a letter is in lower case.
  let key: String

  /// Takes the text apart; nothing where it is no accelerator: empty, `disabled`, a media key.
  init?(_ text: String) {
    var rest = text[...]
    var modifiers: Set<String> = []
    while rest.first == "<" {
      guard let end = rest.firstIndex(of: ">") else { return nil }
      let name = rest[rest.index(after: rest.startIndex)..<end].lowercased()
      guard let modifier = Self.modifiers[name] else { return nil }
      modifiers.insert(modifier)
      rest = rest[rest.index(after: end)...]
    }
    guard !rest.isEmpty, text != "disabled", !rest.contains("<"), !rest.contains(">") else {
      return nil
    }
    let key = String(rest)
    self.modifiers = modifiers.sorted()
    self.key = Self.keys[key.lowercased()] ?? (key.count == 1 ? key.lowercased() : key)
  }

  /// As GNOME writes it.
  var text: String { modifiers.map { "<\($0)>" }.joined() + key }

  private static let modifiers = [
    "control": "Control", "ctrl": "Control", "ctl": "Control", "primary": "Control",
    "shift": "Shift", "shft": "Shift", "alt": "Alt", "mod1": "Alt", "super": "Super",
    "mod4": "Super", "meta": "Meta", "hyper": "Hyper",
  ]

  /// Other names of a key.
  private static let keys = [
    "above_tab": "grave", "page_up": "Page_Up", "prior": "Page_Up", "page_down": "Page_Down",
    "next": "Page_Down", "esc": "Escape", "escape": "Escape", "return": "Return",
    "enter": "Return", "space": "space", "tab": "Tab", "home": "Home", "end": "End",
    "left": "Left", "right": "Right", "up": "Up", "down": "Down", "print": "Print",
    "delete": "Delete", "kp_prior": "KP_Page_Up", "kp_next": "KP_Page_Down",
  ].merging((1...35).map { ("f\($0)", "F\($0)") }) { $1 }
}
