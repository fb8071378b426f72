import Windows
import X11

extension Screen {
  /// Puts a window above or below the others, and leaves the focus where it is.
  ///
  /// The window itself is asked for it, which the window manager decides on; `_NET_RESTACK_WINDOW`
  /// goes to those that want a pager's word.
  func restack(
    _ id: WindowID, _ stacking: Windows.Stacking, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    watchRoot()
    watch(id)
    let order: X11.Stacking = stacking == .above ? .above : .below
    try sending { [$0.configure(id.window, stacking: order)] }
    let manager = try windowManager()
    try requireManaged(id)
    guard case .within(let limit) = verification else { return .sent }
    func holds() throws(WindowError) -> Bool { try stands(id, stacking) }
    if try eventually(within: limit / 4, holds) { return .done }
    try send(.restack, about: id, [2, 0, stacking == .above ? 0 : 1])
    if try eventually(within: limit * 3 / 4, holds) { return .done }
    throw .late(.restack(id, stacking), by: manager.name)
  }

  /// Returns whether no window of the same layer and workspace that it meets lies on the wrong side
  /// of it.
  private func stands(_ id: WindowID, _ stacking: Windows.Stacking) throws(WindowError) -> Bool {
    let all = try clients(.stacking)
    guard let place = all.firstIndex(where: { $0.id == id }) else { throw .windowGone(id) }
    let own = all[place]
    let others = stacking == .above ? all[(place + 1)...] : all[..<place]
    return !others.contains { other in
      other.isOrdinary && !other.isMinimised && Self.layer(other) == Self.layer(own)
        && (other.isOnAll || own.isOnAll || other.workspace == own.workspace)
        && other.frame.intersection(own.frame) != nil
    }
  }

  private static func layer(_ client: Client) -> Int {
    if client.states.contains(.fullscreen) || client.states.contains(.above) { return 1 }
    return client.states.contains(.below) ? -1 : 0
  }
}
