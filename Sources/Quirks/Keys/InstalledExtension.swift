import Interchange
import Settings
import System

/// An extension of GNOME Shell, as it lies on the disk.
struct InstalledExtension {
  let identifier: String
  private let directory: String
  private let metadata: JSON

  /// Finds the first of that name in the folders in which GNOME Shell looks.
  init?(_ identifier: String, on context: QuirkContext) {
    // The name comes from a setting: it must not lead elsewhere.
    guard !identifier.utf8.contains(UInt8(ascii: "/")), identifier.utf8.first != UInt8(ascii: ".")
    else { return nil }
    for base in context.dataDirectories where base.utf8.first == UInt8(ascii: "/") {
      let directory = "\(base)/gnome-shell/extensions/\(identifier)"
      guard let bytes = try? File.read(directory + "/metadata.json", limit: 1 << 20),
        let metadata = try? JSON(bytes)
      else { continue }
      self.identifier = identifier
      self.directory = directory
      self.metadata = metadata
      return
    }
    return nil
  }

  /// The extensions that are switched on; none while all of them are off.
  static func enabled(on context: QuirkContext) -> [InstalledExtension] {
    guard let settings = try? Settings("org.gnome.shell"),
      (try? settings.value("disable-user-extensions")) != .boolean(true)
    else { return [] }
    return chosen(on: context)
  }

  /// The extensions that the user has switched on, each by itself.
  static func chosen(on context: QuirkContext) -> [InstalledExtension] {
    guard let settings = try? Settings("org.gnome.shell"),
      case .strings(let on)? = try? settings.value("enabled-extensions")
    else { return [] }
    var off: [String] = []
    if case .strings(let list)? = try? settings.value("disabled-extensions") { off = list }
    return on.filter { !off.contains($0) }.compactMap { InstalledExtension($0, on: context) }
  }

  /// The major versions of the shell that it names; nothing where it names none.
  var versions: [String]? {
    metadata["shell-version"]?.elements?.compactMap {
      $0.string?.split(separator: ".").first.map(String.init)
    }
  }

  /// The keys that its settings hold, as far as they can be told from other settings.
  var shortcuts: [ShortcutTable.Owner] {
    let own = directory + "/schemas"
    if (try? Status(of: own + "/gschemas.compiled")) != nil {
      return schemas(in: own).flatMap {
        ShortcutTable.owners(in: $0, at: own, isMixed: true)
      }
    }
    return systemSchemas.flatMap { ShortcutTable.owners(in: $0, isMixed: true) }
  }

  /// The schemas among the system's that are its own: the one that it names, or those whose name
  /// ends as the extension's begins, as packages of distributions have it.
  private var systemSchemas: [String] {
    if let named = metadata["settings-schema"]?.string { return [named] }
    let word = String(identifier.prefix { $0 != "@" })
    return schemas().fixed.filter { $0 == "org.gnome.shell.extensions.\(word)" }
  }
}
