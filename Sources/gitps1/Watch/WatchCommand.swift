import Git
import Interchange
import System
import Tool

/// `gitps1 --watch`: the watcher in the foreground, or what it does.
enum WatchCommand {
  /// Listens at the socket that systemd hands over, or at its own, and serves.
  static func run() throws(CommandError) {
    do throws(Errno) {
      let listener = try Self.listener()
      // So that it keeps no mount busy.
      try changeDirectory(to: "/")
      try Watcher(listener, user: environmentUser).run()
    } catch {
      throw CommandError("cannot watch: \(error.description)")
    }
  }

  private static func listener() throws(Errno) -> PacketListener {
    // sd_listen_fds(3)
    if environment("LISTEN_PID") == String(processNumber),
      let count = environment("LISTEN_FDS").flatMap({ Int($0) }), count > 0
    {
      return try PacketListener(owning: 3)
    }
    guard let path = WatcherClient.path, let runtime = Directories().runtime else {
      throw .notFound
    }
    try makeDirectories(runtime)
    let status = try Status(of: runtime, followingLinks: false)
    guard WatcherClient.isPrivate(status, of: environmentUser) else { throw .notPermitted }
    do throws(Errno) {
      _ = try PacketConnection(to: path)
      throw .exists
    } catch .connectionRefused {
      // Of a watcher that was killed.
      try unlink(path)
    } catch .notFound {}
    return try PacketListener(at: path)
  }

  /// Which trees the watcher serves, and why others are not.
  static func status(asJSON: Bool) throws(CommandError) {
    guard let path = WatcherClient.path else {
      throw CommandError("no watcher: XDG_RUNTIME_DIR is not set")
    }
    switch WatcherClient.ask(until: .after(.seconds(5)), { .report }) {
    case nil: throw CommandError("no watcher answers at \(path)")
    case .refusal(let refusal)?: throw CommandError("the watcher refuses: \(refusal.sentence)")
    case .answer?: throw CommandError("the watcher at \(path) does not make sense")
    case .report(let text)?:
      guard let report = try? JSON(text) else {
        throw CommandError("the watcher at \(path) does not make sense")
      }
      try write(asJSON ? "\(report)\n" : Self.text(of: report))
    }
  }

  private static func text(of report: JSON) -> String {
    let trees = report["trees"]?.elements ?? []
    var lines = trees.map { tree -> String in
      let top = visible(tree["top"]?.string ?? "")
      if let reason = tree["reason"]?.string {
        let refusal = WatchRefusal.allCases.first { $0.name == reason }
        return "\(top): not served: \(refusal?.sentence ?? reason)"
      }
      return "\(top): served, \(tree["watches"]?.number ?? 0) directories watched, "
        + "asked \(tree["lastAsked"]?.number ?? 0) s ago"
    }
    if lines.isEmpty { lines.append("no work tree was asked about yet") }
    lines.append("memory: \((report["memory"]?.number ?? 0) / 1024) KiB")
    return lines.map { $0 + "\n" }.joined()
  }
}

extension WatchRefusal {
  /// What it means, for people.
  var sentence: String {
    switch self {
    case .scanning: "it is being looked at"
    case .overflow: "more changed than the kernel could tell"
    case .mounts: "something is mounted beneath it"
    case .namespace: "the prompt sees other mounts"
    case .fileSystem: "its file system does not tell of every change"
    case .limit: "too many directories for fs.inotify.max_user_watches"
    case .version: "the prompt is of another version"
    case .configuration: "its configuration is being read anew"
    case .moved: "it is no longer where it was"
    case .submodules: "it has submodules"
    case .sparse: "its index is sparse"
    case .foldsCase: "core.ignoreCase is set"
    case .sharedRules: "its .gitignore or .gitattributes has a second hard link"
    case .unknown: "something in it cannot be compared without running a filter"
    case .index: "its index could not be read"
    case .peer: "it belongs to another user"
    case .audit: "a full look found a change that the kernel had not told of"
    case .malformed: "the question could not be understood"
    case .unwatchable: "too many of its files can change unseen"
    case .gitDirectory: "its git directory is inside of it under another name"
    }
  }
}
