import System

/// Whether GNOME is set to keep its own number of workspaces; nothing where that cannot be found out.
///
/// A message would change its setting `num-workspaces` for nothing then. gsettings(1) is asked, which
/// every GNOME has, so that no command needs GLib for it; it applies GNOME's overrides only if
/// `XDG_CURRENT_DESKTOP` says GNOME.
func hasDynamicWorkspaces() -> Bool? {
  do throws(Errno) {
    let pipe = try Pipe()
    let words = [
      "env", "XDG_CURRENT_DESKTOP=GNOME", "gsettings", "get", "org.gnome.mutter",
      "dynamic-workspaces",
    ]
    let child = try Child(
      words, input: .none, output: .descriptor(pipe.writing.rawValue), error: .none)
    guard case .exited(0)? = try child.wait(until: .after(.seconds(2))) else {
      try child.send(.kill)
      return nil
    }
    let answer = try pipe.reading.read(atMost: 64)
    return answer.starts(with: Array("true".utf8))
  } catch {
    return nil
  }
}
