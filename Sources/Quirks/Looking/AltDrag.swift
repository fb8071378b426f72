import Settings

/// A window can't be moved by dragging it with Alt held.
struct AltDrag: SettingQuirk {
  let name = "alt-drag"
  let title = "Alt and the mouse do not move windows"
  let explanation = """
    Until 2012 windows were moved by dragging them with Alt held; since then the key is Super. \
    Mending gives Alt back. Programs that use Alt and a click themselves, such as drawing programs, \
    then no longer get it.
    """
  let key = SettingKey("org.gnome.desktop.wm.preferences", "mouse-button-modifier")
  let wanted = Value.string("<Alt>")

  func evidence(_ now: Value) -> [String] {
    ["windows are dragged with \(now), not with '<Alt>'"]
  }
}
