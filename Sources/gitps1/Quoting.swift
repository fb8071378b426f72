/// The character that the prompt's consumer would interpret.
extension Settings {
  enum Quoting: Character {
    case none = "\0"
    /// zsh: its prompt's escapes begin with a percent sign.
    case percent = "%"
    /// bash, where it does not expand variables.
    case backslash = "\\"
    /// ksh93: an exclamation mark is the number of the command.
    case exclamationMark = "!"
    /// tmux: its formats begin with a number sign.
    case numberSign = "#"

    /// `name` with that character doubled.
    func quoted(_ name: String) -> String {
      var result = ""
      for scalar in name.unicodeScalars {
        result.unicodeScalars.append(scalar)
        if self != .none, Character(scalar) == rawValue { result.unicodeScalars.append(scalar) }
      }
      return result
    }
  }
}
