import System
import X11

/// The address of an X server, and the file of its cookie.
public struct DisplayAddress: Hashable, Sendable {
  /// The name of the display, such as `:0`.
  public var name: String
  /// The Xauthority file that holds its cookie; nil if Xlib finds it.
  public var authority: String?
  /// Whether a Wayland compositor starts the server when the first program connects, so that its
  /// window manager may need a moment to be there.
  public var startsOnDemand: Bool

  @export(interface)
  public init(name: String, authority: String? = nil, startsOnDemand: Bool = false) {
    self.name = name
    self.authority = authority
    self.startsOnDemand = startsOnDemand
  }

  /// Finds the display that an environment names, or else the only one that this user runs.
  ///
  /// A shortcut, ssh, cron and sudo leave no `DISPLAY`. With several displays none is chosen.
  ///
  /// - Parameters:
  ///   - variable: the value of an environment variable, nil when it is unset or empty.
  ///   - user: the number of this user.
  @export(interface)
  public static func find(_ variable: (String) -> String?, user: UInt32) -> DisplayAddress? {
    if let name = variable("DISPLAY") { return named(name, variable, user: user) }
    let running = running(variable, user: user)
    return running.count == 1 ? running.first : nil
  }

  /// Finds the cookie of the display called `name`: where Xlib looks, and then where sessions of
  /// this user leave theirs.
  @export(interface) public static func named(
    _ name: String, _ variable: (String) -> String?, user: UInt32
  ) -> DisplayAddress {
    let files = CookieFiles(variable, user: user)
    let usual = variable("XAUTHORITY") ?? files.home
    var address = DisplayAddress(name: name)
    if let number = localNumber(name), !CookieFiles.hasCookie(usual, for: number) {
      address.authority = files.all().first { CookieFiles.hasCookie($0, for: number) }
    }
    address.startsOnDemand =
      variable("WAYLAND_DISPLAY") != nil
      || CookieFiles.isWayland(address.authority ?? variable("XAUTHORITY"))
    return address
  }

  /// Finds the displays that this user has the cookies of, and that somebody serves.
  @export(interface) public static func running(
    _ variable: (String) -> String?, user: UInt32
  ) -> [DisplayAddress] {
    let files = CookieFiles(variable, user: user)
    let authorities = files.all().map { (path: $0, authority: CookieFiles.read($0)) }
    var found: [DisplayAddress] = []
    for number in listening(user: user) {
      guard let server = DisplayServer(number, runtime: files.runtime),
        let path = authorities.first(where: {
          // Mutter's cookie is for any number: it tells of the display that the compositor serves.
          CookieFiles.isWayland($0.path)
            ? server.isCompositor && $0.authority.entry(forLocalDisplay: number) != nil
            : $0.authority.names(number)
        })?.path
      else { continue }
      // A compositor's second display is for itself alone.
      if server.isCompositor, found.contains(where: { $0.authority == path }) { continue }
      found.append(
        DisplayAddress(
          name: ":\(number)", authority: path, startsOnDemand: server.isCompositor))
    }
    return found
  }

  /// What serves the display, such as `Xorg` or `gnome-shell`.
  public var server: String? {
    Self.localNumber(name).flatMap { DisplayServer($0, runtime: nil)?.name }
  }

  /// The process that serves the display called `name`; nil for one of another machine, and where
  /// nobody serves it.
  @export(interface) public static func server(of name: String) -> Int? {
    localNumber(name).flatMap { DisplayServer.process($0) }
  }

  /// The number of a display of this machine.
  private static func localNumber(_ name: String) -> Int? {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].isEmpty || parts[0] == "unix" else { return nil }
    return Int(parts[1].prefix { $0 != "." })
  }

  /// The numbers of the displays whose sockets this user or the system has made.
  private static func listening(user: UInt32) -> [Int] {
    let sockets = "/tmp/.X11-unix"
    var numbers: [Int] = []
    do throws(Errno) {
      var directory = try Directory(sockets)
      while let entry = try directory.next() {
        let name = String(decoding: entry.name, as: UTF8.self)
        guard name.hasPrefix("X"), let number = Int(name.dropFirst()), number >= 0,
          let status = try? Status(of: "\(sockets)/\(name)", followingLinks: false),
          status.kind == .special, status.owner == user || status.owner == 0
        else { continue }
        numbers.append(number)
      }
    } catch {
      // What could be read so far is what there is.
    }
    return numbers.sorted()
  }
}

extension Authority {
  /// Returns whether there is a cookie for just this display: one for any tells nothing of which
  /// are there.
  fileprivate func names(_ number: Int) -> Bool {
    entry(forLocalDisplay: number)?.number.isEmpty == false
  }
}
