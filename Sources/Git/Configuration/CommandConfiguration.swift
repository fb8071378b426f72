/// Configuration that comes with a command: git-config(1), "ENVIRONMENT".
public enum CommandConfiguration {
  public typealias Variable = (key: [UInt8], value: [UInt8]?)

  /// Returns what `$GIT_CONFIG_COUNT`, `$GIT_CONFIG_KEY_0` and `$GIT_CONFIG_VALUE_0` … say.
  @export(interface) public static func counted(_ environment: (String) -> [UInt8]?) -> [Variable] {
    guard let text = environment("GIT_CONFIG_COUNT"), let count = Int(text.text), count > 0 else {
      return []
    }
    var variables: [Variable] = []
    // A count without its keys is an error to git; ours ends where they end.
    for index in 0..<min(count, 4096) {
      guard let key = environment("GIT_CONFIG_KEY_\(index)"),
        let value = environment("GIT_CONFIG_VALUE_\(index)")
      else { break }
      variables.append((key, value))
    }
    return variables
  }

  /// Returns what `git -c` leaves in `$GIT_CONFIG_PARAMETERS`: `'key'='value'`, or `'key=value'`
  /// from older versions, parted by spaces.
  @export(interface) public static func quoted(_ text: [UInt8]) -> [Variable] {
    var variables: [Variable] = []
    var rest = text[...]
    while true {
      rest = rest.drop { $0.isSpace }
      guard let first = word(&rest) else { return variables }
      let equals = UInt8(ascii: "=")
      if rest.first == equals {
        rest = rest.dropFirst()
        variables.append((first, word(&rest)))
      } else if let place = first.firstIndex(of: equals) {
        variables.append((Array(first[..<place]), Array(first[(place + 1)...])))
      } else {
        variables.append((first, nil))
      }
    }
  }

  /// A word in the quotes of a shell: `'it'\\''s'`.
  private static func word(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    let quote = UInt8(ascii: "'")
    guard rest.first == quote else { return nil }
    var word: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      guard byte == quote else {
        word.append(byte)
        continue
      }
      guard rest.first == UInt8(ascii: "\\"), rest.count >= 3 else { return word }
      let escaped = rest[rest.startIndex + 1]
      guard escaped == quote || escaped == UInt8(ascii: "!"), rest[rest.startIndex + 2] == quote
      else { return word }
      word.append(escaped)
      rest = rest.dropFirst(3)
    }
    return nil
  }
}
