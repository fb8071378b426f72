import Settings

/// A quirk that is one setting with one value.
protocol SettingQuirk: Quirk {
  var key: SettingKey { get }
  /// The value that fixes it.
  var wanted: Value { get }
  /// Whether it is a setting of GNOME's own, which other desktops do not look at.
  var isOfGNOMEAlone: Bool { get }
  /// What follows from the value that there is.
  func evidence(_ now: Value) -> [String]
  /// Installed programs that rely on what the fix changes.
  func collisions(on context: QuirkContext) -> [String]
}

extension SettingQuirk {
  var isOfGNOMEAlone: Bool { true }

  func collisions(on context: QuirkContext) -> [String] { [] }

  func check(_ context: QuirkContext) -> Finding {
    if isOfGNOMEAlone, let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      let settings = try Settings(key.schema, path: key.path)
      let now = try settings.value(key.name)
      guard now != wanted else {
        let isUsers = try settings.userValue(key.name) != nil
        return Finding(isUsers ? .fixed : .fine, ["\(key) is \(now)"] + collisions(on: context))
      }
      guard try settings.isWritable(key.name) else {
        return Finding(
          .affected, evidence(now) + ["the system's administrator has locked the setting"])
      }
      return Finding(
        .affected, evidence(now) + collisions(on: context), remedy: .fix)
    } catch {
      return Finding(.notApplicable, ["\(error)"])
    }
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    [SettingEdit(key, to: wanted)]
  }
}
