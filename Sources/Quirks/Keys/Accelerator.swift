import X11

/// A key with its modifiers, as GTK and mutter spell it: `<Control><Alt>Right`.
///
/// Two are equal when the same keys have to be pressed for them, however each is spelled.
struct Accelerator {
  /// In the order of the alphabet, without synonyms.
  let modifiers: [String]
  /// The name of the key as it was asked for; a letter is in lower case.
  let key: String
  /// The name that stands for all names of the key.
  private let identity: String

  /// Takes the text apart; nothing where it is no accelerator: empty, `disabled`.
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
    let name = String(rest)
    key = Self.spellings[name.lowercased()] ?? (name.count == 1 ? name.lowercased() : name)
    identity = Self.others[key.lowercased()] ?? key
    self.modifiers = modifiers.sorted()
  }

  /// Takes a text such as `Super+Shift+6` apart, as menus write it; nil where it is none.
  init?(plus text: String) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false)
    guard parts.count > 1, let key = parts.last, !key.isEmpty else { return nil }
    self.init(parts.dropLast().map { "<\($0)>" }.joined() + key)
  }

  /// Whether there is such a key: X has a symbol of its name, or mutter knows it by its place.
  var isKnown: Bool {
    key == "Above_Tab" || Keysym(named: identity) != nil || Keysym(named: key) != nil
  }

  /// Whether the key could no longer type its character: no modifier but Shift keeps it from that.
  var isTakenFromTyping: Bool {
    guard Set(modifiers).isSubset(of: ["Shift"]) else { return false }
    // What is no character has a name in the range of function keys, or is a key of multimedia.
    guard let symbol = Keysym(named: key)?.rawValue else { return true }
    let isFunction = (0xffbe...0xffe0).contains(symbol) || symbol >= 0x1008_0000
    return !isFunction && !["Print", "Menu", "Pause", "Scroll_Lock"].contains(key)
  }

  /// As GNOME writes it.
  var text: String { modifiers.map { "<\($0)>" }.joined() + key }

  private static let modifiers = [
    "control": "Control", "ctrl": "Control", "ctl": "Control", "primary": "Control",
    "shift": "Shift", "shft": "Shift", "alt": "Alt", "mod1": "Alt", "super": "Super",
    "mod4": "Super", "meta": "Meta", "hyper": "Hyper",
  ]

  /// How the name of a key is written, by what it is in lower case.
  private static let spellings = Dictionary(
    uniqueKeysWithValues: ([
      "Above_Tab", "Page_Up", "Page_Down", "Escape", "Return", "Tab", "Home", "End", "Left",
      "Right", "Up", "Down", "Print", "Delete", "Insert", "BackSpace", "Pause", "Menu",
    ] + (1...35).map { "F\($0)" } + keypad.flatMap { [$0, $1] }).map { ($0.lowercased(), $0) })

  /// The keypad's keys with and without Num Lock: mutter takes the key for either name.
  private static let keypad = [
    ("KP_0", "KP_Insert"), ("KP_1", "KP_End"), ("KP_2", "KP_Down"), ("KP_3", "KP_Page_Down"),
    ("KP_4", "KP_Left"), ("KP_5", "KP_Begin"), ("KP_6", "KP_Right"), ("KP_7", "KP_Home"),
    ("KP_8", "KP_Up"), ("KP_9", "KP_Page_Up"), ("KP_Decimal", "KP_Delete"),
  ]

  /// Names of a key beside its first one, in lower case.
  private static let others: [String: String] = [
    // The key above Tab is the grave accent's where keyboards have one.
    "above_tab": "grave", "prior": "Page_Up", "next": "Page_Down", "esc": "Escape",
    "enter": "Return", "kp_prior": "KP_9", "kp_next": "KP_3",
  ].merging(keypad.map { ($1.lowercased(), $0) }) { $1 }
}

extension Accelerator: Hashable {
  static func == (one: Self, other: Self) -> Bool {
    one.modifiers == other.modifiers && one.identity == other.identity
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(modifiers)
    hasher.combine(identity)
  }
}
