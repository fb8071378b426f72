extension String {
  /// The words on lines of `width` characters at most, where none is longer itself.
  ///
  /// - Parameter indent: how many blanks each line but the first begins with.
  func wrapped(_ width: Int, indent: Int = 0) -> String {
    var lines: [String] = []
    var line = ""
    for word in split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
