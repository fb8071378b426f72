import Settings
import System

/// The session is Wayland, and scripts find a window tool that knows only X11.
struct ToolsOfX11: Quirk {
  let name = "tools-of-x11"
  let title = "X11's window tools see only some of the windows"
  let explanation = """
    GNOME's session on X11 is there up to GNOME 48, not built by default in 49 (as in Fedora 43), \
    and gone in 50. On Wayland xdotool and wmctrl reach only X11 programs, through Xwayland, and say nothing of the others. Workspaces \
    still work that way, with wsctl or Detour's wmctrl also before the first switch; for native \
    windows both need an extension of GNOME Shell, which comes with Detour. The fix installs it and \
    switches it on, from the next login on: wsctl extension install.
    """

  private static let key = SettingKey("org.gnome.shell", "enabled-extensions")
  private static let off = SettingKey("org.gnome.shell", "disabled-extensions")
  private static let uuid = "detour@detour.github.io"

  func check(_ context: QuirkContext) -> Finding {
    guard context.sessionType == "wayland", context.desktops.contains("GNOME") else {
      return Finding(.notApplicable, [.session(.notGNOMEOnWayland)])
    }
    let found = ["xdotool", "wmctrl"].compactMap(context.program)
      .filter { !$0.contains("/libexec/detour/") && !$0.hasPrefix(context.programs + "/") }
    guard !found.isEmpty else {
      return Finding(.fine, [.session(.noToolsOfX11)])
    }
    if Self.lists(Self.key), !Self.lists(Self.off) {
      return Finding(.fixed, [.session(.extensionIsOn)])
    }
    return Finding(.affected, found.map { .session(.toolOfX11(path: $0)) }, remedy: .fix)
  }

  /// Returns whether a list of the Shell's has the extension; a list that cannot be read has not.
  private static func lists(_ key: SettingKey) -> Bool {
    guard case .strings(let names)? = try? key.settings().value(key.name) else { return false }
    return names.contains(uuid)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    let extending = [context.programs + "/wsctl", "extension"]
    // One that was there before, and off, stays.
    let own = context.dataDirectories.first.map { "\($0)/gnome-shell/extensions/\(Self.uuid)" }
    let isThere = own.map { (try? Status(of: $0)) != nil } ?? false
    return [
      CommandRun(extending + ["install"], undo: extending + [isThere ? "disable" : "remove"])
    ]
  }
}
