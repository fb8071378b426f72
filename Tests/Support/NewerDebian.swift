import Foundation
import Synchronization

/// A Debian that is newer than this one, in a directory of its own: its programs run beside those
/// that are installed here.
public enum NewerDebian: String, Sendable {
  /// Debian 13.
  case trixie
  /// What becomes Debian 14.
  case forky
  /// Where each new version arrives first, and where some day something cannot be installed.
  case sid

  private static let made = Mutex<[String: String]>([:])

  /// Makes it, with `packages`, where that has not been done before; gives its root directory.
  ///
  /// The first time on a machine takes a minute or two.
  @discardableResult
  public func root(with packages: [String]) throws -> String {
    try Self.made.withLock { made in
      let key = "\(rawValue) \(packages.joined(separator: " "))"
      if let root = made[key] { return root }
      let outcome = try run(
        ["bash", rig("newer-debian.sh"), "root", rawValue] + packages, within: .seconds(900))
      guard outcome.code == 0, let line = outcome.output.split(separator: "\n").last else {
        throw Unexpected("\(self): \(outcome)")
      }
      made[key] = String(line)
      return String(line)
    }
  }

  /// What gives programs of this machine the settings of its GNOME: changes to an environment.
  ///
  /// - Parameter packages: are installed there besides.
  public func settings(with packages: [String] = []) throws -> [String: String?] {
    let root = try root(
      with: ["gnome-shell", "xwayland", "dbus", "gnome-settings-daemon", "foot"] + packages)
    return ["XDG_DATA_DIRS": "\(root)/usr/share"]
  }

  /// The command line of one of its programs, which shares /tmp and all processes with this machine.
  public func beside(_ words: [String]) -> [String] {
    ["bash", rig("newer-debian.sh"), "beside", rawValue] + words
  }
}
