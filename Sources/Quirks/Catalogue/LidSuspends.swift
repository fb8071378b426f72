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

  var source: EvidenceSource { .logind }

  func check(_ context: QuirkContext) -> Finding { context.findingOfLid(Self.finding) }

  static func finding(_ state: LidState, _ locks: [InhibitorStatus]) -> Finding {
    if let finding = Finding.ofHolders(locks) { return finding }
    let places = [
      (state.action, LidPlace.anywhere), (state.actionOnExternalPower, .onExternalPower),
      (state.actionDocked, .docked),
    ]
    guard
      let (action, place) = places.first(where: {
        !$0.0.isEmpty && !LidState.harmless.contains($0.0)
      })
    else {
      return Finding(.fine, [.lid(.harmless(action: state.action))])
    }
    return Finding(
      .affected,
      ([.acts(action: action, place)] + locks.compactMap(useless)).map { .lid($0) }, remedy: .fix)
  }

  /// Returns why a lock does not help; nil for one that is about something else.
  private static func useless(_ lock: InhibitorStatus) -> LidEvidence? {
    let inhibitor = lock.inhibitor
    if lock.isOnLid {
      return lock.counts ? .heldForMonitor(inhibitor) : .heldInBackground(inhibitor)
    }
    guard inhibitor.mode != "delay",
      inhibitor.what.contains(.sleep) || inhibitor.what.contains(.idle)
    else { return nil }
    return .besideTheLid(inhibitor)
  }

  func changes(on context: QuirkContext) throws -> [any Change] { context.holdingLid() }
}
