import Tool
import Windows

/// `wsctl switch` as shortcuts call it, without ArgumentParser, which takes longer to start than
/// the switch itself.
///
/// It takes only what leaves nothing to say about the arguments; ``SwitchCommand`` has the rest, such as
/// help and what is misused.
struct DirectSwitch {
  private let target: Target
  private var wraps = false
  private var creates = false
  private var verification = Verification.standard

  init?(_ words: [String]) {
    guard words.count >= 2, words[0] == "switch",
      !words[1].hasPrefix("-") || isStepBack(words[1]), let target = Target(words[1]),
      Set(words).count == words.count
    else { return nil }
    self.target = target
    for word in words.dropFirst(2) {
      switch word {
      case "--wrap": wraps = true
      case "--create": creates = true
      case "--no-verify": verification = .none
      default: return nil
      }
    }
  }

  func run() throws {
    try goTo(
      target, wrapping: wraps, creating: creates, on: openSystem(), verification)
  }
}

/// Whether a word is a step back to an earlier workspace, `-1` say, and no option.
func isStepBack(_ word: String) -> Bool {
  word.hasPrefix("-") && word.count > 1 && word.dropFirst().allSatisfy { ("0"..."9").contains($0) }
}

/// Puts `--` before a step back that ArgumentParser would take for an option, and the options
/// before both.
func withStepsBack(_ words: [String]) -> [String] {
  guard let verb = words.first, verb == "switch" || verb == "move", !words.contains("--"),
    let place = words.firstIndex(where: isStepBack)
  else { return words }
  let rest = words.dropFirst().enumerated().filter { $0.offset + 1 != place }.map(\.element)
  return [verb] + rest.filter { $0.hasPrefix("-") } + ["--", words[place]]
    + rest.filter { !$0.hasPrefix("-") }
}
