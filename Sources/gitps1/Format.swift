import Tool

/// A text with fields of a report in it: `{branch}{ahead: ↑}`.
///
/// `{field:TEXT}` puts TEXT before the value. A field that is zero or false, or that the repository
/// has not, is empty, with its text; one that is true is its text alone; one that could not be
/// found out is a question mark. `{{` is a brace.
struct Format {
  private enum Part {
    case text(Substring)
    case field(name: String, before: Substring)
  }
  private var parts: [Part] = []

  /// The names of the fields in it.
  var names: Set<String> {
    Set(parts.compactMap { if case .field(let name, _) = $0 { name } else { nil } })
  }

  init(_ format: String) throws(CommandError) {
    var rest = format[...]
    while let brace = rest.firstIndex(of: "{") {
      parts.append(.text(rest[..<brace]))
      rest = rest[rest.index(after: brace)...]
      if rest.first == "{" {
        parts.append(.text("{"))
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(of: "}") else {
        throw CommandError.usage("the format ends within braces: {\(rest)")
      }
      let field = rest[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(field[0])
      guard Report.names.contains(name) else {
        throw CommandError.usage(
          "does not know the field {\(name)}: it knows \(Report.names.joined(separator: " "))")
      }
      parts.append(.field(name: name, before: field.count > 1 ? field[1] : ""))
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.text(rest))
  }

  /// The text with the values of `report` in it, where a name means no more to who shows it than a
  /// name.
  func text(of report: Report, _ quoting: Settings.Quoting) -> String {
    parts.map { part in
      switch part {
      case .text(let text): String(text)
      case .field(let name, let before):
        switch report.value(of: name) {
        case .text(let text) where !text.isEmpty: before + quoting.quoted(text)
        case .number(let number) where number != 0: before + String(number)
        case .truth(true): before.isEmpty ? name : String(before)
        // What could not be known is not nothing.
        case .unknown: before + "?"
        default: ""
        }
      }
    }.joined()
  }
}
