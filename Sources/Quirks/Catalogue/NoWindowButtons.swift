import Settings

/// Windows have no buttons to minimise and maximise them.
struct NoWindowButtons: SettingQuirk {
  let name = "no-window-buttons"
  let title = "windows have no buttons to minimise and maximise"
  let explanation = """
    GNOME's windows have only a button to close them. The fix adds those to minimise and to \
    maximise, on the side where the button to close is.
    """
  let key = SettingKey("org.gnome.desktop.wm.preferences", "button-layout")

  var wanted: Value {
    guard case .string(let layout)? = try? key.settings().value(key.name) else {
      return .string("appmenu:minimize,maximize,close")
    }
    return .string(Self.completed(layout))
  }

  func isAffected(_ now: Value) -> Bool {
    guard case .string(let layout) = now else { return false }
    return Self.completed(layout) != layout
  }

  func evidence(_ now: Value) -> [Evidence] { [.session(.windowButtons("\(now)"))] }

  /// The layout with both buttons, which it has already if it is as before.
  static func completed(_ layout: String) -> String {
    var sides = layout.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.split(separator: ",").map { String($0) } }
    if sides.count < 2 { sides.append([]) }
    let missing = ["minimize", "maximize"].filter { !sides.joined().contains($0) }
    guard !missing.isEmpty else { return layout }
    // With the button to close on the left they stand on its right.
    if sides[0].contains("close") { sides[0] += missing } else { sides[1] = missing + sides[1] }
    return sides.map { $0.joined(separator: ",") }.joined(separator: ":")
  }
}
