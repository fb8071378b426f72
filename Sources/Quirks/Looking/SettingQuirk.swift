import Settings

/// A quirk that is one setting with one value.
protocol SettingQuirk: Quirk {
  var key: SettingKey { get }
  /// The value that mends it.
  var wanted: Value { get }
  /// Whether it is a setting of GNOME's own, which other desktops do not look at.
  var isOfGNOMEAlone: Bool { get }
  /// What follows from the value that there is.
  func evidence(_ now: Value) -> [String]
  /// What on the machine uses otherwise what mending it takes.
  func collisions(on machine: Machine) -> [String]
}

extension SettingQuirk {
  var isOfGNOMEAlone: Bool { true }

  func collisions(on machine: Machine) -> [String] { [] }

  func look(at machine: Machine) -> Finding {
    if isOfGNOMEAlone, let other = machine.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      let settings = try Settings(key.schema, path: key.path)
      let now = try settings.value(key.name)
      guard now != wanted else {
        let isUsers = try settings.userValue(key.name) != nil
        return Finding(isUsers ? .mended : .fine, ["\(key) is \(now)"] + collisions(on: machine))
      }
      guard try settings.isWritable(key.name) else {
        return Finding(
          .affected, evidence(now) + ["the system's administrator has locked the setting"])
      }
      return Finding(
        .affected, evidence(now) + collisions(on: machine), remedy: "detour fix \(name)")
    } catch {
      return Finding(.notApplicable, ["\(error)"])
    }
  }

  func changes(on machine: Machine) throws -> [Change] {
    [.setting(key, to: wanted.description)]
  }
}
