import Settings

/// A window can't be moved by dragging it with Alt held.
struct AltDrag: SettingQuirk {
  let name = "alt-drag"
  let title = "Alt and the mouse do not move windows"
  let explanation = """
    Until 2012 windows were moved by dragging them with Alt held; since then the key is Super. \
    The fix gives Alt back. Programs that use Alt and a click themselves, such as drawing programs, \
    then no longer get it; those that are installed are named.
    """
  let key = SettingKey("org.gnome.desktop.wm.preferences", "mouse-button-modifier")
  let wanted = Value.string("<Alt>")

  func evidence(_ now: Value) -> [String] {
    ["windows are dragged with \(now), not with '<Alt>'"]
  }

  func collisions(on context: QuirkContext) -> [String] {
    takenFromPrograms(on: context) + ofFocus
  }

  /// Where the pointer alone moves the focus, a drag that passes over a window is followed by it.
  private var ofFocus: [String] {
    let focus = SettingKey(key.schema, "focus-mode").value
    guard let focus, focus != "'click'" else { return [] }
    let raises = SettingKey(key.schema, "auto-raise").value == "true"
    return [
      "focus-mode is \(focus)\(raises ? " and auto-raise is true" : ""): where a drag ends, what is under the pointer takes the keyboard\(raises ? " and comes to the front" : "")"
    ]
  }

  private func takenFromPrograms(on context: QuirkContext) -> [String] {
    [
      ("blender", "selects a loop"), ("gimp", "moves a selection"),
      ("inkscape", "selects what lies below"),
    ].filter { context.program($0.0) != nil }.map { program, act in
      "\(program) \(act) with Alt and a click, and does not get it where Alt drags windows"
    }
  }
}
