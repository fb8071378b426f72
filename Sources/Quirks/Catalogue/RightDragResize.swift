import Settings

/// Dragging with the right button opens a menu instead of resizing the window.
struct RightDragResize: SettingQuirk {
  let name = "right-drag-resize"
  let title = "the right button does not resize windows"
  let explanation = """
    With the modifier of alt-drag held, the middle button resizes a window and the right one opens \
    its menu; touchpads have no middle button. The fix exchanges the two.
    """
  let key = SettingKey("org.gnome.desktop.wm.preferences", "resize-with-right-button")
  let wanted = Value.boolean(true)

  func evidence(_ now: Value) -> [Evidence] {
    [.session(.rightButtonOpensMenu)]
  }
}
