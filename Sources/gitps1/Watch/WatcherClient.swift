import Git
import System
import Tool

/// The prompt's side of the watcher.
enum WatcherClient {
  /// How long a prompt waits for an answer; after that it looks for itself.
  static let patience = Duration.milliseconds(20)

  /// Asks the watcher, if one listens.
  ///
  /// - Parameter request: is made only where somebody listens; nothing to ask nothing.
  /// - Returns: nothing where there is none, where it is somebody else's, or where it has not
  ///   answered by `deadline`.
  static func ask(until deadline: Deadline, _ request: () -> WatchRequest?) -> WatchReply? {
    guard let path = trustedPath else { return nil }
    do throws(Errno) {
      let connection = try PacketConnection(to: path)
      guard connection.peer?.user == environmentUser,
        let message = request()?.encoded(version: version), message.count <= WatchRequest.limit
      else { return nil }
      try connection.send(message)
      try wait(for: connection.fileDescriptor, until: deadline)
      return WatchReply(try connection.receive(limit: WatchRequest.limit))
    } catch {
      return nil
    }
  }

  /// Where the watcher listens; nothing where there is no directory for that.
  static var path: String? { Directories().runtime.map { $0 + "/gitps1.sock" } }

  /// The same, where nobody else can have put something there.
  private static var trustedPath: String? {
    guard let runtime = Directories().runtime,
      let status = try? Status(of: runtime, followingLinks: false),
      isPrivate(status, of: environmentUser)
    else { return nil }
    return runtime + "/gitps1.sock"
  }

  /// Returns whether a directory is the user's own, and nobody else's to look into.
  static func isPrivate(_ status: Status, of user: UInt32) -> Bool {
    status.kind == .directory && status.owner == user && status.permissions & 0o077 == 0
  }
}
