import ArgumentParser
import DBus
import EWMH
import Glibc
import Login
import Quirks
import System
import Tool
import Windows

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints what an issue report needs, without anything private.",
    discussion: """
      Versions, the kind of session, the window manager, what logind means to do with the lid, and \
      what check says: no names of users or machines, no titles of windows, no paths. Of what \
      other programs say only the version is shown.

      Examples:
        $ detour report
      """)

  func run() throws {
    let context = QuirkContext.current
    try line("detour", version)
    try line("system", Self.system ?? "unknown")
    try line("kernel", Self.text("/proc/sys/kernel/osrelease").flatMap(number) ?? "unknown")
    try line("session", Self.known(context.sessionType, ["x11", "wayland", "tty"]))
    try line("desktop", context.desktops.map(Self.word).joined(separator: ":"))
    try line("window manager", Self.windowManager ?? "none that speaks X11")
    try line("logind", Self.logind(context.systemBus) ?? "does not answer")
    for (name, program) in Self.programs {
      guard let ended = try? Subprocess.run(program, within: .seconds(2)), ended.status != nil
      else {
        continue
      }
      try line(name, number(ended.text) ?? "unknown")
    }
    for (quirk, finding) in zip(quirks, CheckRunner.run(quirks, in: context)) {
      try line(quirk.name, finding.verdict.rawValue)
    }
  }

  private static let programs = [
    ("gnome-shell", ["gnome-shell", "--version"]), ("systemd", ["systemctl", "--version"]),
    ("bash", ["bash", "--version"]), ("zsh", ["zsh", "--version"]),
    ("fish", ["fish", "--version"]), ("git", ["git", "--version"]),
  ]

  private func line(_ name: String, _ value: String) throws {
    let pad = String(repeating: " ", count: max(1, 26 - name.count))
    try write("\(name)\(pad)\(value.isEmpty ? "unknown" : visible(value))\n")
  }

  /// What the window manager calls itself: one word or two of letters and numbers.
  private static var windowManager: String? {
    guard let place = DisplayAddress.find(nonEmptyEnvironment, user: getuid()),
      let screen = try? Screen.open(place), let name = try? screen.windowManager().name
    else { return nil }
    return name.split(separator: " ").prefix(2).map { word(String($0)) }.joined(separator: " ")
  }

  /// Returns what it would do with the lid, and how many locks of each kind are held; not by whom
  /// or why, which are free texts.
  private static func logind(_ bus: Bus?) -> String? {
    guard let bus,
      let connection = try? Connection(bus, within: .milliseconds(500))
    else { return nil }
    let logind = Logind(connection)
    guard let state = try? logind.lidState(), let locks = try? logind.inhibitors() else {
      return nil
    }
    let places = [
      state.docked ? "docked" : "not docked", state.externalPower ? "on mains" : "on battery",
    ]
    let held = InhibitWhat.all.compactMap { kind -> String? in
      let count = locks.count { $0.mode != "delay" && $0.what.contains(kind) }
      return count == 0 ? nil : "\(count) × \(kind.rawValue)"
    }
    return "lid: \(word(state.action)), \(places.joined(separator: ", ")); locks: "
      + (held.isEmpty ? "none" : held.joined(separator: ", "))
  }

  /// The name and version of the distribution.
  private static var system: String? {
    let names = ["ID", "VERSION_ID"].compactMap { value($0, in: "/etc/os-release") }
    return names.isEmpty ? nil : names.map(word).joined(separator: " ")
  }

  private static func known(_ value: String?, _ values: [String]) -> String {
    guard let value else { return "unknown" }
    return values.contains(value) ? value : "other"
  }

  /// A word with nothing but letters, numbers and the signs of versions in it; what is longer than
  /// any name of software is none.
  private static func word(_ text: String) -> String {
    let kept = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_+~".contains($0)) }
    return kept.count > 30 ? "other" : kept
  }

  private static func text(_ path: String) -> String? {
    guard let bytes = try? File.read(path, limit: 1 << 16) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }

  private static func value(_ name: String, in path: String) -> String? {
    guard let bytes = try? File.read(path, limit: 1 << 16) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix(name + "=") }
    return line.map { String($0.dropFirst(name.count + 1).filter { $0 != "\"" }) }
  }
}

/// The first version number in what a program says, such as 6.12.9 or 257.
private func number(_ text: String) -> String? {
  var rest = text[...]
  while let start = rest.firstIndex(where: { ("0"..."9").contains($0) }) {
    let found = rest[start...].prefix { ("0"..."9").contains($0) || $0 == "." }
    // Not the number of a name such as x86_64.
    let isWord = start == rest.startIndex || !rest[rest.index(before: start)].isLetter
    if isWord { return String(found.last == "." ? found.dropLast() : found) }
    rest = rest[start...].drop { $0 != " " }
  }
  return nil
}
