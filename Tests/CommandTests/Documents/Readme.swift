import Foundation
import Support

/// README.md, as far as the tests read it.
struct Readme {
  let text: String
  let blocks: [Block]

  /// A block of code, and the heading that it stands under.
  struct Block: CustomStringConvertible {
    let section: String
    let language: String
    let lines: [String]
    var description: String { "\(section): \(lines.first ?? "")" }

    /// Whether it shows a terminal.
    var isTranscript: Bool { lines.contains { Readme.command(in: $0) != nil } }

    var text: String { lines.map { $0 + "\n" }.joined() }

    /// What is typed in it.
    var commands: [String] { lines.compactMap(Readme.command(in:)) }
  }

  init() throws {
    text = try String(contentsOfFile: "\(packageRoot)/README.md", encoding: .utf8)
    var blocks: [Block] = []
    var section = ""
    var open: (language: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(Block(section: section, language: block.language, lines: block.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else if open != nil {
        open?.lines.append(line)
      } else if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      }
    }
    self.blocks = blocks
  }

  /// What is typed on a line of a transcript: what stands behind the prompt, which ends with a
  /// dollar sign and a blank.
  static func command(in line: String) -> String? {
    line.wholeMatch(of: /(?:[^ ]+@[^ ]+:.*)?\$ (.+)/).map { String($0.1) }
  }

  /// What stands between backquotes in the text, outside of blocks.
  var spans: [String] {
    var isBlock = false
    return text.split(separator: "\n").flatMap { line -> [String] in
      if line.hasPrefix("```") { isBlock.toggle() }
      guard !isBlock else { return [] }
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
    }
  }
}

/// Whether a terminal shows what a block says, where `…` stands for what is left out of a line and,
/// alone on a line, for lines. What is another number each time is compared by its form.
func matches(_ shown: [String], _ written: [String]) -> Bool {
  guard let first = written.first else { return shown.isEmpty }
  if first == "…" {
    return (0...shown.count).contains {
      matches(Array(shown.dropFirst($0)), Array(written.dropFirst()))
    }
  }
  guard let line = shown.first, lineMatches(line, first) else { return false }
  return matches(Array(shown.dropFirst()), Array(written.dropFirst()))
}

private func lineMatches(_ shown: String, _ written: String) -> Bool {
  let parts = formed(written).split(separator: "…", omittingEmptySubsequences: false)
  let pattern = parts.map { NSRegularExpression.escapedPattern(for: String($0)) }
    .joined(separator: ".*")
  return formed(shown).range(of: "^\(pattern)$", options: .regularExpression) != nil
}

/// A line without what is another number each time: windows and where they are put, processes and
/// times, and how many quirks there are none of.
private func formed(_ line: String) -> String {
  if line.hasPrefix("0x") { return line.replacing(/\ *\b(?:0x)?[0-9a-f]+\b/, with: " 0") }
  return line.replacing(/\d{4}-\d\d-\d\d/, with: "0000-00-00")
    .replacing(/\(([a-z-]+) \d+\)/) { "(\($0.1) 0)" }
    .replacing(/for \d+ s:/, with: "for 0 s:")
    .replacing(/window 0x[0-9a-f]+/, with: "window 0")
    .replacing(/^\d+ fine, \d+ not/, with: "0 fine, 0 not")
}
