import ArgumentParser
import Quirks
import System
import Tool

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints what an issue report needs, without anything private.",
    discussion: """
      Versions, the kind of session, the window manager, logind, and what check says: no names of \
      users or machines, no titles of windows, no paths of the home directory.

      Examples:
        $ detour report
      """)

  func run() throws {
    let machine = Machine.ofProcess
    try line("detour", version)
    try line("system", Self.value("PRETTY_NAME", in: "/etc/os-release") ?? "unknown")
    try line("kernel", Self.text("/proc/sys/kernel/osrelease") ?? "unknown")
    try line("session", machine.sessionType ?? "unknown")
    try line(
      "desktop", machine.desktops.isEmpty ? "unknown" : machine.desktops.joined(separator: ":"))
    for (name, program) in Self.programs {
      guard let words = output(of: program)?.split(separator: "\n").first else { continue }
      try line(name, String(words))
    }
    for quirk in quirks {
      try line(quirk.name, quirk.look(at: machine).verdict.rawValue)
    }
  }

  private static let programs = [
    ("shell", ["gnome-shell", "--version"]), ("systemd", ["systemctl", "--version"]),
    ("bash", ["bash", "--version"]), ("git", ["git", "--version"]),
  ]

  private func output(of words: [String]) -> String? {
    Quirks.output(of: words, within: .seconds(2))
  }

  private func line(_ name: String, _ value: String) throws {
    let pad = String(repeating: " ", count: max(1, 26 - name.count))
    try write("\(name)\(pad)\(visible(value))\n")
  }

  private static func text(_ path: String) -> String? {
    guard let bytes = try? contents(of: path, limit: 1 << 16) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }

  private static func value(_ name: String, in path: String) -> String? {
    guard let bytes = try? contents(of: path, limit: 1 << 16) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix(name + "=") }
    return line.map { String($0.dropFirst(name.count + 1).filter { $0 != "\"" }) }
  }
}
