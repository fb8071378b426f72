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

/// The process that serves a display.
struct DisplayServer {
  let name: String
  /// Whether it is no X server itself, but starts Xwayland when it is asked for.
  let isCompositor: Bool

  /// Finds it by the display's lock, such as `/tmp/.X0-lock`, which a compositor has also before it
  /// has started Xwayland; or by its socket, as display managers start servers without a lock.
  ///
  /// - Parameter runtime: the runtime directory that a compositor must have to count; nil for any.
  init?(_ number: Int, runtime: String?) {
    let lock = (try? File.read("/tmp/.X\(number)-lock", limit: 64)) ?? []
    let locker = Int(String(decoding: lock.filter { $0 > 0x20 }, as: UTF8.self))
    if let locker, (try? Status(of: "/proc/\(locker)")) != nil {
      self.init(process: locker, runtime: runtime)
      return
    }
    // There is no lock, or an old one. To ask the socket would start a compositor's Xwayland.
    guard let listener = listener(ofLocalDisplay: number) else { return nil }
    self.init(process: listener, runtime: runtime)
  }

  private init?(process: Int, runtime: String?) {
    guard let bytes = try? File.read("/proc/\(process)/comm", limit: 4096) else { return nil }
    name = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    isCompositor = !name.hasPrefix("X")
    guard isCompositor, let runtime else { return }
    guard let environment = try? File.read("/proc/\(process)/environ"),
      environment.split(separator: 0).contains(where: {
        $0.elementsEqual("XDG_RUNTIME_DIR=\(runtime)".utf8)
      })
    else { return nil }
  }
}
