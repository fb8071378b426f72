import ShellExtension
import System
import Tool

/// Where the extension of GNOME Shell is installed for this user.
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

  /// Puts the extension for a release of the Shell there, by the script that came with this program.
  func install(for release: String) throws {
    let program = realPath(of: "/proc/self/exe") ?? ""
    let prefix = program.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()
    let script = prefix + "/share/detour/extension"
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
    let child = try Child(words, input: .none)
    guard let end = try child.wait(until: .after(.seconds(30))), end == .exited(0) else {
      throw CommandError("\(words[0]) failed")
    }
  }

  /// What has Looking Glass load an extension that the Shell has not seen yet.
  var lookingGlass: String {
    "Main.extensionManager.loadExtension(Main.extensionManager.createExtensionObject("
      + "'\(ShellManager.uuid)', imports.gi.Gio.File.new_for_path('\(folder)'), 2))"
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

  static func forget() throws {
    for key in ["enabled-extensions", "disabled-extensions"] { try edit(key, contains: false) }
  }

  private static func edit(_ key: String, contains isWanted: Bool) throws {
    let text = try gsettings(["get", "org.gnome.shell", key])
    guard let names = names(text) else {
      throw CommandError("org.gnome.shell \(key) is no list of names: \(visible(text))")
    }
    guard names.contains(name) != isWanted else { return }
    let edited = isWanted ? names + [name] : names.filter { $0 != name }
    let value = edited.isEmpty ? "@as []" : "[" + edited.joined(separator: ", ") + "]"
    _ = try gsettings(["set", "org.gnome.shell", key, value])
  }

  /// The texts in a list of GVariant's, each with its quotes.
  static func names(_ text: String) -> [String]? {
    guard let open = text.firstIndex(of: "["), text.last == "]" else { return nil }
    var names: [String] = []
    var name = ""
    var quote: Character?
    var isEscaped = false
    for character in text[text.index(after: open)...].dropLast() {
      if let end = quote {
        name.append(character)
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == end {
          names.append(name)
          (name, quote) = ("", nil)
        }
      } else if character == "'" || character == "\"" {
        name.append(character)
        quote = character
      } else if character != ",", character != " " {
        return nil
      }
    }
    return quote == nil ? names : nil
  }

  private static func gsettings(_ words: [String]) throws -> String {
    let (reading, writing) = try Pipe().split()
    let output = FileDescriptor(owning: reading)
    let theirs = FileDescriptor(owning: writing)
    let child = try start(["gsettings"] + words, output: theirs.rawValue)
    // Else the end of what it says would never come.
    _ = consume theirs
    let deadline = Deadline.after(.seconds(10))
    var text: [UInt8] = []
    while text.count < 1 << 20, try !System.wait(for: output.rawValue, until: deadline).isEmpty {
      let more = try output.read(atMost: 4096)
      if more.isEmpty { break }
      text += more
    }
    guard let end = try child.wait(until: deadline) else {
      try child.send(.kill)
      throw CommandError("gsettings \(words.joined(separator: " ")) did not end within 10 s")
    }
    guard end == .exited(0) else {
      throw CommandError("gsettings \(words.joined(separator: " ")) failed")
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
  }

  private static func start(_ words: [String], output: CInt) throws -> Child {
    do {
      return try Child(words, input: .none, output: .descriptor(output))
    } catch {
      throw CommandError("\(words[0]) cannot be run: \(error)")
    }
  }
}
