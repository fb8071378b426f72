import DBus
import Settings

/// Extensions of the shell are off, because they do not name the version that runs.
struct ExtensionsOff: Quirk {
  let name = "extensions-off"
  let title = "an upgrade has switched extensions off"
  let explanation = """
    An extension of GNOME Shell names the versions that it is for, and the shell does not load one \
    that does not name its own. Most would work: the fix lets the shell load them anyway. One \
    that does not work can make the shell fail; undo the fix if that happens.
    """

  private static let key = SettingKey("org.gnome.shell", "disable-extension-version-validation")

  func check(_ context: QuirkContext) -> Finding {
    do {
      let settings = try Settings(Self.key.schema)
      guard let bus = context.sessionBus else {
        return Finding(.notApplicable, ["there is no session bus to ask the shell on"])
      }
      let connection = try Connection(bus, within: QuirkContext.patience)
      let version = try Proxy(connection, "org.gnome.Shell", path: "/org/gnome/Shell")
        .property("ShellVersion", within: QuirkContext.patience)
      guard let major = version.string?.split(separator: ".").first.map(String.init) else {
        return Finding(.notApplicable, ["GNOME Shell does not say its version"])
      }
      let enabled = ShellExtension.enabled(on: context)
      let old = enabled.filter { $0.versions.map { !$0.contains(major) } ?? false }
        .map(\.identifier)
      guard !old.isEmpty else {
        return Finding(
          .fine, ["all \(enabled.count) extensions that are on are for version \(major)"])
      }
      let names = old.joined(separator: ", ")
      if try settings.value(Self.key.name) == .boolean(true) {
        return Finding(.fixed, ["\(names) are loaded although they are not for version \(major)"])
      }
      return Finding(
        .affected, ["\(names): not for version \(major) of the shell, and so not loaded"],
        remedy: .fix)
    } catch {
      return Finding(.notApplicable, ["\(error)"])
    }
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    [SettingEdit(Self.key, to: "true")]
  }
}
