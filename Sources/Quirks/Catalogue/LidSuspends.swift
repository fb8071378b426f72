import Login

/// Closing the lid suspends the machine, and nothing keeps it from that.
struct LidSuspends: Quirk {
  let name = "lid-suspends"
  let title = "closing the lid suspends the machine"
  let explanation = """
    The setting that made a closed lid lock the screen has gone from GNOME; logind suspends. \
    A program that holds the lock handle-lid-switch keeps logind from it; locks on sleep or idle \
    do not, because logind passes over them for the lid. GNOME's own lock counts only while an \
    external monitor is attached. lidctl holds the right one, and locks the screen; undo brings \
    back what lidctl did and remembered before.
    """

  func check(_ context: QuirkContext) -> Finding { context.findingOfLid(Self.finding) }

  static func finding(_ state: LidState, _ locks: [InhibitorStatus]) -> Finding {
    if let finding = Finding.ofHolders(locks) { return finding }
    let places = [
      (state.action, ""), (state.actionOnExternalPower, " on external power"),
      (state.actionDocked, " in a dock or at an external display"),
    ]
    guard
      let (action, place) = places.first(where: {
        !$0.0.isEmpty && !LidState.harmless.contains($0.0)
      })
    else {
      return Finding(.fine, ["logind is set to \(state.action) when the lid closes"])
    }
    return Finding(
      .affected,
      ["logind is set to \(action) when the lid closes\(place), and nobody holds handle-lid-switch"]
        + locks.compactMap(useless), remedy: .fix)
  }

  /// Why a lock does not help; nil for one that is about something else.
  private static func useless(_ lock: InhibitorStatus) -> String? {
    let inhibitor = lock.inhibitor
    let who = "\(inhibitor.who) (process \(inhibitor.process))"
    if lock.isOnLid {
      return lock.counts
        ? "\(who) holds it only while an external monitor is attached, and for some seconds after"
        : "\(who) holds it, but its session is in the background, where that does not count"
    }
    guard inhibitor.mode != "delay",
      inhibitor.what.contains(.sleep) || inhibitor.what.contains(.idle)
    else { return nil }
    return "\(inhibitor.who) holds \(inhibitor.what.map(\.rawValue).joined(separator: ":")), "
      + "which does not stop the lid"
  }

  func changes(on context: QuirkContext) throws -> [any Change] { context.holdingLid() }
}
