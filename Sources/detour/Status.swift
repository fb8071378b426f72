import ArgumentParser
import Glibc
import Interchange
import Quirks
import System
import Tool

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists all that detour has changed and can put back.",
    discussion: """
      Examples:
        $ detour status
        alt-drag  2026-11-23  set org.gnome.desktop.wm.preferences mouse-button-modifier to '<Alt>'
      """)

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let state = Directories().state
    let entries = try Journal(in: state).entries
    let memory = FingerprintMemory.path(in: state)
    let remembered = (try? System::Status(of: memory)).map { Int($0.modified.seconds) }
    if json {
      let list = entries.map { entry in
        JSON.object([
          .init("name", .string(entry.name)), .init("time", .number(entry.time)),
          .init(
            "changes",
            .array(
              entry.records.map { record in
                JSON.object([
                  .init("change", .string("\(record.change.action)")),
                  .init("before", record.before.map(JSON.string) ?? .null),
                ])
              })),
        ])
      }
      return try write(
        JSON.document([
          ("changes", .array(list)), ("fingerprints", JSON(remembered == nil ? nil : memory)),
        ]))
    }
    if entries.isEmpty, remembered == nil { return try write("detour has changed nothing\n") }
    for entry in entries {
      for record in entry.records {
        try write("\(entry.name)  \(Self.day(entry.time))  \(visible("\(record.change.action)"))\n")
      }
    }
    if let remembered {
      try write(
        "\(FingerprintMemory.quirk)  \(Self.day(remembered))  remember fingers in \(visible(memory))\n"
      )
    }
  }

  /// The day by the local clock, as ISO 8601 has it.
  private static func day(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = unsafe tm()
    unsafe localtime_r(&time, &parts)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return unsafe "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
  }
}
