import Settings

/// A quirk that one setting decides.
///
/// Its name, title and explanation, the key and the wanted value are all that most have.
protocol SettingQuirk: Quirk {
  var key: SettingKey { get }
  /// The value that the fix sets.
  var wanted: Value { get }
  /// Whether it is a setting of GNOME's own, which other desktops do not look at.
  var isOfGNOMEAlone: Bool { get }

  /// Returns why the desktop cannot have it whatever the setting says, if so.
  func whyNot(_ context: QuirkContext) -> Evidence?
  /// Returns whether the quirk is there with this value.
  func isAffected(_ now: Value) -> Bool
  /// Returns what follows from the current value.
  func evidence(_ now: Value) -> [Evidence]
  /// Installed programs that rely on what the fix changes.
  func collisions(on context: QuirkContext) -> [Evidence]
}

extension SettingQuirk {
  var isOfGNOMEAlone: Bool { true }

  func whyNot(_ context: QuirkContext) -> Evidence? { nil }
  func isAffected(_ now: Value) -> Bool { now != wanted }
  func evidence(_ now: Value) -> [Evidence] { [.setting(key, value: "\(now)")] }
  func collisions(on context: QuirkContext) -> [Evidence] { [] }

  func check(_ context: QuirkContext) -> Finding {
    if isOfGNOMEAlone, let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    if let why = whyNot(context) { return Finding(.notApplicable, [why]) }
    do {
      let settings = try key.settings()
      let now = try settings.value(key.name)
      guard isAffected(now) else {
        let isUsers = try settings.userValue(key.name) != nil
        return Finding(
          isUsers ? .fixed : .fine,
          [.setting(key, value: "\(now)")] + collisions(on: context))
      }
      guard try settings.isWritable(key.name) else {
        return Finding(.affected, evidence(now) + [.isLocked])
      }
      return Finding(.affected, evidence(now) + collisions(on: context), remedy: .fix)
    } catch {
      return .unread(error)
    }
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    [SettingEdit(key, to: wanted)]
  }
}
