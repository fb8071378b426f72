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
    let chosen = InstalledExtension.chosen(on: context)
    if isAllOff {
      return Finding(
        .affected,
        [.session(.allExtensionsOff(Self.allOff, count: chosen.count))], remedy: .fix)
    }
    guard let bus = context.sessionBus else { return .noBus("session", for: "GNOME Shell") }
    do throws(DBusError) {
      guard let version = try context.shellVersion(on: bus) else {
        return Finding(.unknown, [.session(.shellHasNoVersion)])
      }
      return Self.finding(chosen, version: version)
    } catch {
      return .unanswered("GNOME Shell", error)
    }
  }

  private static func finding(_ chosen: [InstalledExtension], version: String) -> Finding {
    let old = chosen.filter { $0.versions.map { !$0.contains(version) } ?? false }
      .map(\.identifier)
    guard !old.isEmpty else {
      return Finding(
        .fine, [.session(.extensionsFit(count: chosen.count, version: version))])
    }
    if anyVersion.value == "true" {
      return Finding(.fixed, [.session(.oldExtensionsLoaded(old, version: version))])
    }
    return Finding(
      .affected, [.session(.oldExtensionsNotLoaded(old, version: version))],
      remedy: .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    Self.allOff.value == "true"
      ? [SettingReset(Self.allOff)] : [SettingEdit(Self.anyVersion, to: .boolean(true))]
  }
}

extension QuirkContext {
  /// The major version of GNOME Shell.
  func shellVersion(on bus: Bus) throws(DBusError) -> String? {
    try once("GNOME Shell") {
      Result { () throws(DBusError) in
        let connection = try Connection(bus, within: Self.patience)
        let version = try Proxy(connection, "org.gnome.Shell", path: "/org/gnome/Shell")
          .property("ShellVersion", within: Self.patience)
        return version.string?.split(separator: ".").first.map { String($0) }
      }
    }.get()
  }
}
