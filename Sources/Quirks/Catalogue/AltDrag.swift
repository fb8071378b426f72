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

  func evidence(_ now: Value) -> [Evidence] {
    [.session(.dragsWith(modifier: "\(now)"))]
  }

  func collisions(on context: QuirkContext) -> [Evidence] {
    takenFromPrograms(on: context) + ofFocus
  }

  /// Where the pointer alone moves the focus, a drag that passes over a window is followed by it.
  private var ofFocus: [Evidence] {
    let focus = SettingKey(key.schema, "focus-mode").value
    guard let focus, focus != "'click'" else { return [] }
    let raises = SettingKey(key.schema, "auto-raise").value == "true"
    return [.session(.focusFollows(mode: focus, raises: raises))]
  }

  private func takenFromPrograms(on context: QuirkContext) -> [Evidence] {
    [
      ("blender", SessionEvidence.AltClick.selectsLoop), ("gimp", .movesSelection),
      ("inkscape", .selectsBelow),
    ].filter { context.program($0.0) != nil }.map { .session(.usesAltClick(program: $0, $1)) }
  }
}
