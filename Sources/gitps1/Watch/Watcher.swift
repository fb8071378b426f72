import Git
import Interchange
import System
import Tool

/// The watcher: it follows the work trees that prompts ask about, and answers them.
final class Watcher {
  private let listener: PacketListener
  private let mounts: MountTable
  private var mountPoints: [[UInt8]]
  /// How often something was mounted or unmounted, now and when the last scan began.
  private var mountChanges = 0
  private var mountChangesBeforeScan = 0
  private let namespace: UInt64
  private let user: UInt32
  private var trees: [ServedTree] = []
  private var refused = RefusedTrees()
  private var visitors: [Visitor] = []
  private let scanner: Scanner
  private let executable: Executable
  private var lastAsked = Deadline.now
  /// Until when changes gather before they are read.
  private var gatherEnd: Deadline?

  /// How many trees are followed at once; of more, the one that was asked about last goes.
  private static let treeLimit = 8
  /// How many connections may wait, and how long each may wait to ask.
  private static let visitorLimit = 64
  private static let visitorPatience = Duration.milliseconds(200)
  private static let gathering = Duration.milliseconds(10)

  /// Somebody who has connected, and not asked yet.
  private final class Visitor {
    let connection: PacketConnection
    let end = Deadline.after(Watcher.visitorPatience)
    init(_ connection: consuming PacketConnection) { self.connection = connection }
  }

  init(_ listener: consuming PacketListener, user: UInt32) throws(Errno) {
    self.listener = listener
    self.user = user
    mounts = try MountTable()
    mountPoints = try mounts.points()
    namespace = try Status(of: "/proc/self/ns/mnt").inode
    scanner = try Scanner()
    executable = Executable()
  }

  /// Serves until nobody has asked for an hour.
  func run() throws(Errno) {
    while true {
      try turn()
      startScans()
      trees.removeAll { $0.isIdle && !$0.tree.isScanned }
      if trees.isEmpty,
        lastAsked.advanced(by: ServedTree.idle).hasPassed
      {
        return
      }
    }
  }

  /// Sleeps until there is something to do, and does it; questions go first.
  private func turn() throws(Errno) {
    var entries = [
      PollEntry(listener.fileDescriptor), PollEntry(mounts.fileDescriptor, .urgent),
      PollEntry(scanner.fileDescriptor),
    ]
    let visitors = self.visitors
    entries += visitors.map { PollEntry($0.connection.fileDescriptor) }
    let first = entries.count
    if gatherEnd == nil {
      entries += trees.compactMap { $0.tree.fileDescriptor }.map { PollEntry($0) }
    }
    try wait(forAny: &entries, until: nextDeadline)
    if !entries[1].ready.isEmpty { try readMounts() }
    if !entries[2].ready.isEmpty { try finishScan() }
    for (place, visitor) in visitors.enumerated()
    where !entries[3 + place].ready.isEmpty || visitor.end.hasPassed {
      self.visitors.removeAll { $0 === visitor }
      if !entries[3 + place].ready.isEmpty { _ = serve(visitor) }
    }
    if !entries[0].ready.isEmpty { acceptAll() }
    if let end = gatherEnd {
      if end.hasPassed {
        gatherEnd = nil
        for served in trees { served.gather() }
      }
    } else if entries[first...].contains(where: { !$0.ready.isEmpty }) {
      gatherEnd = .after(Self.gathering)
    }
  }

  private var nextDeadline: Deadline? {
    var all = visitors.map { $0.end }
    if let gatherEnd { all.append(gatherEnd) }
    if !scanner.isBusy { all += trees.compactMap { $0.scanDue } }
    let idle = trees.map { $0.lastAsked } + [lastAsked]
    if let last = idle.min() { all.append(last.advanced(by: ServedTree.idle + .seconds(1))) }
    return all.min()
  }

  private func acceptAll() {
    while visitors.count < Self.visitorLimit, let connection = try? listener.accept() {
      let visitor = Visitor(connection)
      // Most have asked already.
      if !serve(visitor) { visitors.append(visitor) }
    }
  }

  /// Answers a question.
  ///
  /// - Returns: false where none has come yet.
  private func serve(_ visitor: Visitor) -> Bool {
    let message: [UInt8]
    do throws(Errno) {
      message = try visitor.connection.receive(limit: WatchRequest.limit)
    } catch {
      return error != .wouldBlock
    }
    guard !message.isEmpty else { return true }
    let reply: WatchReply
    if visitor.connection.peer?.user == user {
      reply = self.reply(to: message)
    } else {
      reply = .refusal(.peer)
    }
    try? visitor.connection.send(reply.encoded)
    return true
  }

  private func reply(to message: [UInt8]) -> WatchReply {
    do throws(WatchRefusal) {
      switch try WatchRequest(message, version: version) {
      case .report: return .report(Array(report.description.utf8))
      case .question(let question): return answer(question)
      }
    } catch {
      // The next one is the new version's.
      if error == .version, executable.wasReplaced { endOfWatcher() }
      return .refusal(error)
    }
  }

  private func answer(_ question: WatchQuestion) -> WatchReply {
    lastAsked = .now
    let reply = followed(question)
    refused.note(reply, question.tree)
    return reply
  }

  private func followed(_ question: WatchQuestion) -> WatchReply {
    guard question.mountNamespace == namespace else { return .refusal(.namespace) }
    if (try? mounts.hasChanged()) != false {
      guard (try? readMounts()) != nil else { return .refusal(.mounts) }
    }
    guard !isMounted(beneath: question.tree.top) else { return .refusal(.mounts) }
    guard let served = served(question.tree) else { return .refusal(.scanning) }
    let reply = served.answer(question)
    // What was mounted meanwhile may have been looked at.
    if (try? mounts.hasChanged()) != false {
      try? readMounts()
      served.tree.reconsider()
      return .refusal(.mounts)
    }
    return reply
  }

  /// The tree, which is followed from now on where it was not.
  private func served(_ tree: WatchQuestion.Tree) -> ServedTree? {
    if let served = trees.first(where: { $0.tree.tree == tree }) { return served }
    if trees.count >= Self.treeLimit {
      let oldest = trees.indices.filter { !trees[$0].tree.isScanned }
        .min { trees[$0].lastAsked < trees[$1].lastAsked }
      guard let oldest else { return nil }
      trees.remove(at: oldest)
    }
    let others = trees.reduce(0) { $0 + $1.tree.watchCount }
    let served = ServedTree(
      WatchedTree(tree, user: user, limit: max(0, WatchLimit.half - others)))
    trees.append(served)
    return served
  }

  private func readMounts() throws(Errno) {
    _ = try mounts.hasChanged()
    mountPoints = try mounts.points()
    mountChanges += 1
    trees.removeAll { isMounted(beneath: $0.tree.tree.top) && !$0.tree.isScanned }
  }

  private func isMounted(beneath top: [UInt8]) -> Bool {
    let start = top == [0x2f] ? top : top + [0x2f]
    return mountPoints.contains { $0.count > start.count && $0.starts(with: start) }
  }

  private func startScans() {
    guard !scanner.isBusy else { return }
    mountChangesBeforeScan = mountChanges
    for served in trees {
      if served.takeScan() { return scanner.scan(served.tree) }
      if served.takeAudit() { return scanner.audit(served.tree) }
    }
  }

  private func finishScan() throws(Errno) {
    let tree = scanner.finish()
    if try mounts.hasChanged() { try readMounts() }
    // What was mounted meanwhile may have been looked at.
    if mountChanges != mountChangesBeforeScan { tree?.reconsider() }
  }
}

extension Watcher {
  /// What `--status` shows.
  fileprivate var report: JSON {
    let rows = rows + refused.rows
    let order = order(of: rows.count) { rows[$0].top.lexicographicallyPrecedes(rows[$1].top) }
    return .object([
      ("version", .number(1)), ("program", .string(version)),
      ("process", .number(Int(processNumber))),
      ("memory", .number(residentMemory ?? 0)),
      ("watchLimit", .number(WatchLimit.half)),
      ("trees", .array(order.map { rows[$0].row })),
    ])
  }

  private var rows: [(top: [UInt8], row: JSON)] {
    trees.map { served in
      let refusal = served.tree.refusal ?? served.lastRefusal
      let look = served.tree.lastLook
      return (
        served.tree.tree.top,
        .object([
          ("top", .string(visible(String(path: served.tree.tree.top)))),
          ("served", .bool(refusal == nil)),
          ("reason", JSON(refusal?.name)),
          ("watches", .number(served.tree.watchCount)),
          ("since", .number(served.since.secondsAgo)),
          ("lastAsked", .number(served.lastAsked.secondsAgo)),
          ("lastLook", look.map { .number($0.at.secondsAgo) } ?? .null),
          ("lookTook", look.map { .number($0.took.wholeMilliseconds) } ?? .null),
          ("answers", .number(served.answers)),
        ])
      )
    }
  }
}

extension Deadline {
  var secondsAgo: Int {
    let now = Deadline.now
    return now < self ? 0 : Int((now.nanoseconds - nanoseconds) / 1_000_000_000)
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
