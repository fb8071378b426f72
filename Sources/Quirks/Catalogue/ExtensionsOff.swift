import DBus
import Settings

/// Extensions of the shell are off: all of them since a crash, or those that do not name the
/// version that runs.
struct ExtensionsOff: Quirk {
  let name = "extensions-off"
  let title = "the shell's extensions are off since a crash or an upgrade"
  let explanation = """
    After a crash GNOME switches all extensions off by one setting, and leaves it so; the fix resets \
    it. And an extension names the versions of GNOME Shell that it is for: the shell does not load \
    one that does not name its own. Most would work: the fix lets the shell load them anyway. One \
    that does not work can make the shell fail; undo the fix if that happens.
    """

  private static let shell = "org.gnome.shell"
  private static let allOff = SettingKey(shell, "disable-user-extensions")
  private static let anyVersion = SettingKey(shell, "disable-extension-version-validation")

  func check(_ context: QuirkContext) -> Finding {
    let isAllOff: Bool
    do {
      isAllOff = try Settings(Self.shell).value(Self.allOff.name) == .boolean(true)
    } catch {
      return .unread(error)
    }
    let chosen = ShellExtension.chosen(on: context)
    if isAllOff {
      return Finding(
        .affected,
        [
          "\(Self.allOff) is true: none of the \(chosen.count) extensions that are switched on is loaded"
        ], remedy: .fix)
    }
    guard let bus = context.sessionBus else { return .noBus("session", for: "GNOME Shell") }
    do throws(DBusError) {
      guard let version = try Self.version(on: bus) else {
        return Finding(.unknown, ["GNOME Shell does not say its version"])
      }
      return Self.finding(chosen, version: version)
    } catch {
      return .unanswered("GNOME Shell", error)
    }
  }

  /// The shell's major version.
  static func version(on bus: Bus) throws(DBusError) -> String? {
    let connection = try Connection(bus, within: QuirkContext.patience)
    let version = try Proxy(connection, "org.gnome.Shell", path: "/org/gnome/Shell")
      .property("ShellVersion", within: QuirkContext.patience)
    return version.string?.split(separator: ".").first.map { String($0) }
  }

  private static func finding(_ chosen: [ShellExtension], version: String) -> Finding {
    let old = chosen.filter { $0.versions.map { !$0.contains(version) } ?? false }
      .map(\.identifier)
    guard !old.isEmpty else {
      return Finding(
        .fine, ["all \(chosen.count) extensions that are on are for version \(version)"])
    }
    let names = old.joined(separator: ", ")
    if anyVersion.value == "true" {
      return Finding(.fixed, ["\(names) are loaded although they are not for version \(version)"])
    }
    return Finding(
      .affected, ["\(names): not for version \(version) of the shell, and so not loaded"],
      remedy: .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    Self.allOff.value == "true"
      ? [SettingReset(Self.allOff)] : [SettingEdit(Self.anyVersion, to: .boolean(true))]
  }
}
