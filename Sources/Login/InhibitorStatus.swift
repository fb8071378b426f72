public import DBus

/// An inhibitor with what is known about the program that holds it.
public struct InhibitorStatus: Hashable, Sendable {
  public let inhibitor: Inhibitor
  /// The session that the program belongs to, if it belongs to one.
  public let session: String?
  /// Whether logind respects it for the lid and the keys: a program of a session in the background
  /// has no say in them, one outside all sessions always has.
  public let counts: Bool
  /// When it was taken at the latest, in seconds since 1970, if that is known.
  public let since: Int?

  public init(_ inhibitor: Inhibitor, session: String?, counts: Bool, since: Int? = nil) {
    self.inhibitor = inhibitor
    self.session = session
    self.counts = counts
    self.since = since
  }
}

extension InhibitorStatus {
  /// Whether it is a lock on the lid; one that only delays is none.
  public var isOnLid: Bool { inhibitor.mode != "delay" && inhibitor.what.contains(.lid) }

  /// The program that acts on the lid by its own settings, if this lock shows that it does.
  ///
  /// Most hold the lid for as long as they run. csd-power lets go of it half a minute after the last
  /// external monitor went, and acts on it all the same: its lock on sleep tells that it runs.
  public var lidHandler: String? {
    guard counts, case .handler(let name) = inhibitor.lidHolder else { return nil }
    return isOnLid || (name == "csd-power" && inhibitor.what.contains(.sleep)) ? name : nil
  }

  /// Whether it keeps logind from acting on the lid until its holder says otherwise: it counts, does
  /// not end with the display, and is not of a program that acts on the lid by itself.
  public var keepsLid: Bool {
    guard isOnLid, counts else { return false }
    return switch inhibitor.lidHolder {
    case .lidctl, .other: true
    case .passing, .handler: false
    }
  }
}

extension Logind {
  /// All inhibitors, each with its session and its age.
  ///
  /// - Parameter root: what stands before `/run`; empty but in tests.
  public func inhibitorStatuses(root: String = "") throws(DBusError) -> [InhibitorStatus] {
    let ages = InhibitorAge.all(root: root)
    return try inhibitors().map { inhibitor in
      let session = session(of: inhibitor.process)
      return InhibitorStatus(
        inhibitor, session: session?.id, counts: session?.isActive ?? true,
        since: ages.first { $0.isOf(inhibitor) }?.since)
    }
  }
}
