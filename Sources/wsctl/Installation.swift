import ShellExtension
import System
import Tool

/// The installation of the extension of GNOME Shell for this user.
struct Installation {
  /// The folder of the extension itself.
  let folder: String
  private let extensions: String

  init() throws {
    guard
      let data = nonEmptyEnvironment("XDG_DATA_HOME")
        ?? nonEmptyEnvironment("HOME").map({ $0 + "/.local/share" })
    else { throw CommandError("there is no home directory: HOME is not set") }
    extensions = data + "/gnome-shell/extensions"
    folder = "\(extensions)/\(ShellManager.uuid)"
  }

  var isInstalled: Bool { (try? File.read(folder + "/metadata.json", limit: 1 << 16)) != nil }

  /// A copy for all users, which the Shell takes where there is none of this user's.
  var shared: SharedInstallation? { SharedInstallation(besides: folder) }

  /// The copy for all users that came with this very program, if the Shell of that release loads it.
  func shared(for release: String) -> SharedInstallation? {
    guard let shared, shared.isFor(release),
      shared.folder == "\(Self.data)/gnome-shell/extensions/\(ShellManager.uuid)"
    else { return nil }
    return shared
  }

  /// Where the data of this program's installation is.
  private static var data: String {
    (Program.own ?? "").unicodeScalars.split(separator: "/").dropLast(2)
      .map { "/" + String($0) }.joined() + "/share"
  }

  /// Puts the extension for a release of the Shell there, by the script that came with this program.
  func install(for release: String) throws {
    let home = nonEmptyEnvironment("HOME") ?? "/"
    guard !extensions.utf8.starts(with: (home + "/").utf8) || (try? Status(of: home)) != nil else {
      throw CommandError("there is no home directory: \(visible(home)) is missing")
    }
    let script = Self.data + "/detour/extension"
    guard (try? File.read(script, limit: 1 << 16)) != nil else {
      throw CommandError("\(script) is missing: is Detour installed completely?")
    }
    try run([script, release, extensions])
  }

  /// Deletes the folder, and those around it that are empty without it.
  func remove() throws {
    try run(["/bin/rm", "-rf", "--", folder])
    let around = String(extensions.dropLast("/extensions".count))
    try run(["/bin/rmdir", "--ignore-fail-on-non-empty", "--", extensions, around])
  }

  private func run(_ words: [String]) throws {
    let ended = try Subprocess.run(words, reading: .errors, within: .seconds(30))
    guard ended.status == .exited(0) else {
      throw CommandError("\(words[0]) failed" + (ended.lastLine.map { ": \(visible($0))" } ?? ""))
    }
  }

}

/// The lists of the Shell's settings in which an extension is on or off.
///
/// They are edited as text, by gsettings(1): the names of other extensions stay as they are.
enum EnabledExtensions {
  private static let name = "'\(ShellManager.uuid)'"

  /// Switches the extension on or off, for the Shell of now and of later.
  static func set(_ isOn: Bool) throws {
    try edit("enabled-extensions", contains: isOn)
    // What is in this list is off whatever the other one says.
    if isOn { try edit("disabled-extensions", contains: false) }
  }

  /// Returns whether the lists have the extension on.
  static func isOn() throws -> Bool {
    try list("enabled-extensions").contains(name) && !list("disabled-extensions").contains(name)
  }

  static func forget() throws {
    for key in ["enabled-extensions", "disabled-extensions"] { try edit(key, contains: false) }
  }

  private static func list(_ key: String) throws -> [String] {
    let text = try gsettings(["get", "org.gnome.shell", key])
    guard let names = names(text) else {
      throw CommandError("org.gnome.shell \(key) is no list of names: \(visible(text))")
    }
    return names
  }

  private static func edit(_ key: String, contains isWanted: Bool) throws {
    let names = try list(key)
    guard names.contains(name) != isWanted else { return }
    let edited = isWanted ? names + [name] : names.filter { $0 != name }
    let value = edited.isEmpty ? "@as []" : "[" + edited.joined(separator: ", ") + "]"
    _ = try gsettings(["set", "org.gnome.shell", key, value])
  }

  /// The texts in a list of GVariant's, each with its quotes.
  static func names(_ text: String) -> [String]? {
    let scalars = text.unicodeScalars
    guard let open = scalars.firstIndex(of: "["), scalars.last == "]" else { return nil }
    var names: [String] = []
    var name = ""
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in scalars[scalars.index(after: open)...].dropLast() {
      if let end = quote {
        name.unicodeScalars.append(scalar)
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == end {
          names.append(name)
          (name, quote) = ("", nil)
        }
      } else if scalar == "'" || scalar == "\"" {
        name.unicodeScalars.append(scalar)
        quote = scalar
      } else if scalar != ",", scalar != " " {
        return nil
      }
    }
    return quote == nil ? names : nil
  }

  private static func gsettings(_ words: [String]) throws -> String {
    let line = "gsettings \(words.joined(separator: " "))"
    let ended: Subprocess
    do throws(Errno) {
      ended = try Subprocess.run(["gsettings"] + words, within: .seconds(10))
    } catch {
      throw CommandError("gsettings cannot be run: \(error)")
    }
    guard let status = ended.status else {
      throw CommandError("\(line) did not end within 10 s")
    }
    guard status == .exited(0) else { throw CommandError("\(line) failed") }
    return ended.text.split(separator: "\n").first.map(String.init) ?? ""
  }
}
