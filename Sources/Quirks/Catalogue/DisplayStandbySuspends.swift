import Login

/// With the lid closed only an external display keeps the machine awake; its standby suspends it.
struct DisplayStandbySuspends: Quirk {
  let name = "display-standby-suspends"
  let title = "the machine suspends when the external display goes"
  let explanation = """
    With the lid closed logind lets a machine run only while it sees an external display. Many \
    displays look unplugged when they go into standby, and so the machine suspends in the middle of \
    its work. The fix holds the lid's switch while the machine is on external power, and locks the \
    screen when it is closed; undo brings back what lidctl did and remembered before.
    """

  var source: EvidenceSource { .logind }

  func check(_ context: QuirkContext) -> Finding {
    context.findingOfLid { state, locks in
      Self.finding(state, displays: context.sysfs.externalDisplays, locks)
    }
  }

  /// - Parameter displays: the connectors of external displays in use.
  static func finding(
    _ state: LidState, displays: [String], _ locks: [InhibitorStatus]
  ) -> Finding {
    guard state.closed else { return Finding(.notApplicable, [.lid(.isOpen)]) }
    guard let display = displays.first else {
      return Finding(.notApplicable, [.lid(.noExternalDisplay)])
    }
    if let finding = Finding.ofHolders(locks) { return finding }
    let then = state.actionUndocked
    guard !LidState.harmless.contains(then), LidState.harmless.contains(state.actionDocked) else {
      return Finding(.fine, [.lid(.harmlessUndocked(action: then))])
    }
    return Finding(
      .affected,
      [
        .lid(.onlyDisplay(connector: display)), .lid(.withoutDisplay(action: then)),
      ], remedy: .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    context.holdingLid(only: ["ac"])
  }
}
