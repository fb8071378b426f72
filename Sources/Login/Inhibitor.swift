import System

/// A lock that somebody holds: a row of `systemd-inhibit --list`.
public struct Inhibitor: Hashable, Sendable {
  public let what: [InhibitWhat]
  /// Who holds it, in the holder's words.
  public let who: String
  /// What for, in the holder's words.
  public let why: String
  /// `block`, `delay`, or `block-weak`.
  public let mode: String
  public let user: UInt32
  public let process: UInt32

  public init(
    what: [InhibitWhat], who: String, why: String, mode: String, user: UInt32, process: UInt32
  ) {
    self.what = what
    self.who = who
    self.why = why
    self.mode = mode
    self.user = user
    self.process = process
  }

  /// The name of the program that holds it, or nothing when that has ended.
  public var command: String? {
    guard let bytes = try? File.read("/proc/\(process)/comm", limit: 4096) else { return nil }
    let name = String(decoding: bytes, as: UTF8.self)
    return name.hasSuffix("\n") ? String(name.dropLast()) : name
  }
}
