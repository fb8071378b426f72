import System
import X11

/// The Xauthority files that sessions of a user leave.
struct CookieFiles {
  let user: UInt32
  let runtime: String
  let home: String?

  init(_ variable: (String) -> String?, user: UInt32) {
    self.user = user
    runtime = variable("XDG_RUNTIME_DIR") ?? "/run/user/\(user)"
    home = variable("HOME").map { "\($0)/.Xauthority" }
  }

  /// All of them: those of Wayland compositors first, the newest first of each kind.
  ///
  /// Mutter and KWin leave the cookie of their Xwayland in the runtime directory, gdm and sddm those
  /// of X11 sessions there or in `/tmp`, and startx and other display managers in the home. Files
  /// that others own or can read are passed over.
  func all() -> [String] {
    let session = files(in: runtime, prefixes: [Self.mutter, Self.shared])
    let temporary = files(in: "/tmp", prefixes: [Self.shared])
    return session + [own("\(runtime)/gdm/Xauthority")?.path].compactMap { $0 } + temporary
      + [home.flatMap { own($0)?.path }].compactMap { $0 }
  }

  /// Returns whether the file at `path` is one that a compositor leaves for its Xwayland.
  static func isWayland(_ path: String?) -> Bool {
    path?.split(separator: "/").last?.hasPrefix(mutter) == true
  }

  static func hasCookie(_ path: String?, for number: Int) -> Bool {
    path.map { read($0).entry(forLocalDisplay: number) != nil } ?? false
  }

  /// Reads a file; one that is missing has no cookies.
  static func read(_ path: String) -> Authority {
    Authority((try? File.read(path, limit: 1 << 20)) ?? [])
  }

  private static let mutter = ".mutter-Xwaylandauth."
  /// KWin's and sddm's.
  private static let shared = "xauth_"

  private func files(in path: String, prefixes: [String]) -> [String] {
    var found: [(path: String, time: Status.Time)] = []
    let prefixes = prefixes.map { Array($0.utf8) }
    do throws(Errno) {
      var directory = try Directory(path)
      while let entry = try directory.next() {
        // `/tmp` may have very many that are something else.
        guard prefixes.contains(where: { entry.name.starts(with: $0) }),
          let file = own("\(path)/\(String(decoding: entry.name, as: UTF8.self))")
        else { continue }
        found.append(file)
      }
    } catch {
      // What could be read so far is what there is.
    }
    return found.sorted { $0.time > $1.time }.map { $0.path }
  }

  private func own(_ path: String) -> (path: String, time: Status.Time)? {
    guard let status = try? Status(of: path, followingLinks: false), status.kind == .file,
      status.owner == user, status.permissions & 0o077 == 0
    else { return nil }
    return (path, status.modified)
  }
}
