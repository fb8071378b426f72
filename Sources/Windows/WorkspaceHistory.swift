public import System

/// Which workspaces were used last, remembered in a file from one run of a command to the next.
public struct WorkspaceHistory: Sendable {
  /// The last two workspaces, from 0: the one that was left, and the one that was gone to.
  private var left: Int?
  private var reached: Int?
  private let path: String
  private let directory: String

  /// Reads what is remembered for a display.
  ///
  /// - Parameter directory: where our own files that end with the session are; it is made when
  ///   something is remembered.
  @export(interface) public init(directory: String, display: String) {
    self.directory = directory
    // A display's name may hold a path.
    let name = String(display.map { $0 == "/" ? "-" : $0 })
    path = "\(directory)/workspaces\(name)"
    let bytes = (try? File.read(path, limit: 64)) ?? []
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 2 else { return }
    left = Int(words[0])
    reached = Int(words[1])
  }

  /// The workspace that was used before `current`, as far as is known.
  ///
  /// When the user has gone from the one that was remembered to `current` in another way, it is
  /// that one.
  public func previous(to current: Int?) -> Int? {
    reached == current ? left : reached
  }

  /// Forgets what was remembered: GNOME has taken the workspace away that was left.
  @export(interface) public mutating func forget() {
    (left, reached) = (nil, nil)
    try? unlink(path)
  }

  /// Remembers a switch.
  ///
  /// - Throws: when the file cannot be written; the switch itself has been done then.
  @export(interface) public mutating func remember(from: Int, to: Int) throws(Errno) {
    left = from
    reached = to
    try makeDirectories(directory)
    let file = try FileDescriptor(
      opening: path, [.writeOnly, .create, .truncate, .noFollow], mode: 0o600)
    try file.writeAll(Array("\(from) \(to)\n".utf8))
  }
}
