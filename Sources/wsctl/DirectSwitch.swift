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
    guard words.count >= 2, words[0] == "switch", !words[1].hasPrefix("-"),
      let target = Target(words[1]), Set(words).count == words.count
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
