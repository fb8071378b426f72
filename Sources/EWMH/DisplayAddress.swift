import System
import X11

/// Where an X server is, and how this user proves to be let in.
public struct DisplayAddress: Hashable, Sendable {
  /// The name of the display, such as `:0`.
  public var name: String
  /// The Xauthority file that holds its cookie.
  public var authority: String?
  /// Whether a Wayland compositor starts the server when the first program connects, so that its
  /// window manager may need a moment to be there.
  public var startsOnDemand: Bool

  public init(name: String, authority: String? = nil, startsOnDemand: Bool = false) {
    self.name = name
    self.authority = authority
    self.startsOnDemand = startsOnDemand
  }

  /// The display that an environment names; without one, that of the user's own session.
  ///
  /// A shortcut, ssh, cron and sudo leave no `DISPLAY`. The session's Xwayland then has left a
  /// cookie in `$XDG_RUNTIME_DIR`, and the compositor has its lock on the display's number, which is
  /// that of the cookie: a compositor has a second display for itself alone. Files that others own or
  /// can read are passed over.
  ///
  /// - Parameters:
  ///   - variable: the value of an environment variable, nothing when it is unset or empty.
  ///   - user: the number of this user.
  public static func find(_ variable: (String) -> String?, user: UInt32) -> DisplayAddress? {
    let home = variable("HOME").map { "\($0)/.Xauthority" }
    let runtime = variable("XDG_RUNTIME_DIR") ?? "/run/user/\(user)"
    if let name = variable("DISPLAY") {
      let authority = variable("XAUTHORITY") ?? cookies(in: runtime, of: user).first?.path ?? home
      return DisplayAddress(
        name: name, authority: authority,
        startsOnDemand: variable("WAYLAND_DISPLAY") != nil || isXwayland(authority))
    }
    let numbers = displays(of: user, runtime: runtime)
    for cookie in cookies(in: runtime, of: user) {
      guard let bytes = try? File.read(cookie.path, limit: 1 << 16) else { continue }
      let authority = Authority(bytes)
      guard let number = numbers.first(where: { authority.entry(forLocalDisplay: $0) != nil })
      else { continue }
      return DisplayAddress(name: ":\(number)", authority: cookie.path, startsOnDemand: true)
    }
    return nil
  }

  private static func isXwayland(_ path: String?) -> Bool {
    path?.split(separator: "/").last?.hasPrefix(".mutter-Xwaylandauth.") == true
  }

  /// The cookies that sessions of this user have left, newest first.
  private static func cookies(
    in path: String, of user: UInt32
  ) -> [(path: String, time: Status.Time)] {
    var found: [(path: String, time: Status.Time)] = []
    do throws(Errno) {
      var directory = try Directory(path)
      while let entry = try directory.next() {
        let file = "\(path)/" + String(decoding: entry.name, as: UTF8.self)
        guard isXwayland(file) else { continue }
        let status = try Status(of: file, followingLinks: false)
        guard status.kind == .file, status.owner == user, status.permissions & 0o077 == 0 else {
          continue
        }
        found.append((file, status.modified))
      }
    } catch {
      // What could be read so far is what there is.
    }
    return found.sorted { $0.time > $1.time }
  }

  /// The numbers of the displays that compositors of this user's session listen on.
  ///
  /// Such a compositor keeps the display's lock itself: `/tmp/.X0-lock` holds its process's number,
  /// also before it has started Xwayland.
  private static func displays(of user: UInt32, runtime: String) -> [Int] {
    let sockets = "/tmp/.X11-unix"
    var numbers: [Int] = []
    do throws(Errno) {
      var directory = try Directory(sockets)
      while let entry = try directory.next() {
        let name = String(decoding: entry.name, as: UTF8.self)
        guard name.hasPrefix("X"), let number = Int(name.dropFirst()), number >= 0,
          let status = try? Status(of: "\(sockets)/\(name)", followingLinks: false),
          status.kind == .special, status.owner == user,
          let lock = try? File.read("/tmp/.X\(number)-lock", limit: 64),
          let process = Int(String(decoding: lock.filter { $0 > 0x20 }, as: UTF8.self)),
          isCompositor(process, runtime: runtime)
        else { continue }
        numbers.append(number)
      }
    } catch {
      // What could be read so far is what there is.
    }
    return numbers.sorted()
  }

  /// Whether a process of this user is no X server itself, and has that runtime directory.
  private static func isCompositor(_ process: Int, runtime: String) -> Bool {
    guard let name = try? File.read("/proc/\(process)/comm", limit: 4096),
      name.first != UInt8(ascii: "X"),
      let environment = try? File.read("/proc/\(process)/environ")
    else { return false }
    return environment.split(separator: 0).contains {
      $0.elementsEqual("XDG_RUNTIME_DIR=\(runtime)".utf8)
    }
  }
}
