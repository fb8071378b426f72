import ArgumentParser
import Quirks
import Tool

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a quirk is, why it is so, and what mending it does.",
    discussion: """
      Examples:
        $ detour explain lid-suspends
      """)

  @Argument(help: "The quirk.", completion: quirkNames)
  var name: String

  func run() throws {
    let quirk = try quirk(name)
    try write("\(quirk.name): \(quirk.title)\n\n\(quirk.explanation.wrapped(78))\n")
    let changes = try? quirk.changes(on: .ofProcess)
    if let changes, !changes.isEmpty {
      try write("\nMending it would:\n")
      for change in changes { try write("  \(visible(change.description))\n") }
    }
  }
}

extension String {
  /// The words on lines of `width` characters at most, where none is longer itself.
  fileprivate func wrapped(_ width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
