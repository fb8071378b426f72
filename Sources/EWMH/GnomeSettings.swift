import System

/// Returns whether GNOME is set to keep its own number of workspaces; nothing where that cannot be
/// found out.
///
/// A message would change its setting `num-workspaces` for nothing then. gsettings(1) is asked, which
/// every GNOME has, so that no command needs GLib for it; it applies GNOME's overrides only if
/// `XDG_CURRENT_DESKTOP` says GNOME.
func hasDynamicWorkspaces() -> Bool? {
  let words = [
    "env", "XDG_CURRENT_DESKTOP=GNOME", "gsettings", "get", "org.gnome.mutter",
    "dynamic-workspaces",
  ]
  guard let ended = try? Subprocess.run(words, within: .seconds(2)), ended.status == .exited(0)
  else { return nil }
  return ended.bytes.starts(with: Array("true".utf8))
}
