import Interchange
import ShellExtension
import System
import Tool

/// A copy of the extension of GNOME Shell that is there for all users: a package of the
/// distribution has it, or an installation under `/usr/local`.
///
/// Each user switches it on; only who installed it can take it away.
struct SharedInstallation {
  /// The folder of the extension itself.
  let folder: String
  /// The releases of the Shell that it is for.
  private let releases: [String]

  /// Finds the one that the Shell takes where the user has none: XDG Base Directory Specification.
  ///
  /// - Parameter own: the folder of this user's.
  init?(besides own: String) {
    let places = nonEmptyEnvironment("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share"
    for place in places.unicodeScalars.split(separator: ":") where place.first == "/" {
      let folder =
        place.split(separator: "/").map { "/" + String($0) }.joined()
        + "/gnome-shell/extensions/\(ShellManager.uuid)"
      guard folder != own,
        let bytes = try? File.read(folder + "/metadata.json", limit: 1 << 16)
      else { continue }
      self.folder = folder
      let named = (try? JSON(bytes))?["shell-version"]?.elements ?? []
      releases = named.compactMap { $0.string }
      return
    }
    return nil
  }

  /// Returns whether the Shell of that release loads it.
  func isFor(_ release: String) -> Bool {
    release.split(separator: ".").first.map { releases.contains(String($0)) } ?? false
  }
}
