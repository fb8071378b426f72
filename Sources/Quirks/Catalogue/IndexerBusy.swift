import System

/// The service that indexes files keeps the machine busy.
struct IndexerBusy: Quirk {
  let name = "indexer-busy"
  let title = "the file indexer keeps the machine busy"
  let explanation = """
    GNOME indexes the contents of files so that they can be searched for: localsearch, or \
    tracker-miner-fs before GNOME 47. It may go on without end over large or damaged files. What its \
    control group uses is measured for some seconds. The fix stops it and keeps it from being \
    started (systemctl --user mask); searches then find only names.
    """

  static let units = [
    "localsearch-3.service", "tracker-miner-fs-3.service", "tracker-extract-3.service",
  ]

  var source: EvidenceSource { .usage }

  func check(_ context: QuirkContext) -> Finding {
    if let masked = Self.units.first(where: { Self.isMasked($0, context) }) {
      return Finding(.fixed, [.service(.indexerIsMasked(unit: masked))])
    }
    guard let group = Self.group(context) else {
      return Finding(.notApplicable, [.service(.noIndexer)])
    }
    guard let before = Usage(group, context) else {
      return Finding(.unknown, [.service(.indexerUnreadable(unit: group.unit))])
    }
    sleep(for: context.samplingTime)
    guard let after = Usage(group, context) else {
      return Finding(.fine, [.service(.indexerEnded(unit: group.unit))])
    }
    return Self.finding(group.unit, after.since(before), over: context.samplingTime)
  }

  static func finding(_ unit: String, _ used: Usage, over time: Duration) -> Finding {
    let milliseconds = max(1, Int(time / .milliseconds(1)))
    let percent = used.microseconds / (10 * milliseconds)
    let kilobytes = used.bytes / milliseconds
    let evidence = Evidence.service(
      .indexerUses(unit: unit, percent: percent, kilobytes: kilobytes))
    guard percent >= 50 || kilobytes >= 5000 else { return Finding(.fine, [evidence]) }
    return Finding(.affected, [evidence], remedy: .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    guard let unit = Self.group(context)?.unit else { throw FixError.noFix(quirk: name) }
    return [
      CommandRun(
        ["systemctl", "--user", "mask", "--now", unit],
        undo: ["systemctl", "--user", "unmask", unit])
    ]
  }

  /// The control group of the indexer that runs for this user.
  private static func group(_ context: QuirkContext) -> (unit: String, path: String)? {
    let user = "/sys/fs/cgroup/user.slice/user-\(context.user).slice/user@\(context.user).service"
    for slice in context.names(in: user) {
      let names = context.names(in: "\(user)/\(slice)")
      if let unit = units.first(where: names.contains) { return (unit, "\(user)/\(slice)/\(unit)") }
    }
    return nil
  }

  private static func isMasked(_ unit: String, _ context: QuirkContext) -> Bool {
    let path = "\(context.configuration)/systemd/user/\(unit)"
    return (try? target(ofLink: path)) == Array("/dev/null".utf8)
  }

  /// The resources that a control group has used since it was made.
  struct Usage: Equatable {
    /// Of a processor.
    var microseconds = 0
    /// Read and written.
    var bytes = 0
  }
}

extension IndexerBusy.Usage {
  /// - Returns: nil where the group is gone.
  fileprivate init?(_ group: (unit: String, path: String), _ context: QuirkContext) {
    guard let processor = context.text("\(group.path)/cpu.stat") else { return nil }
    for line in processor.split(separator: "\n") where line.hasPrefix("usage_usec ") {
      microseconds = Int(line.dropFirst(11)) ?? 0
    }
    // A line for each device; the controller may be off.
    for word in (context.text("\(group.path)/io.stat") ?? "").split(whereSeparator: \.isWhitespace)
    where word.hasPrefix("rbytes=") || word.hasPrefix("wbytes=") {
      bytes += Int(word.dropFirst(7)) ?? 0
    }
  }

  fileprivate func since(_ before: Self) -> Self {
    Self(microseconds: microseconds - before.microseconds, bytes: bytes - before.bytes)
  }
}
