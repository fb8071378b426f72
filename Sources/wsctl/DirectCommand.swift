import Tool
import Windows

/// The verbs that shortcuts and scripts call most, `wsctl switch`, `activate` and `windows`,
/// without ArgumentParser, which takes longer to start than they do.
///
/// It takes only what leaves nothing to say about the arguments; ``SwitchCommand``,
/// ``ActivateCommand`` and ``WindowsCommand`` have the rest, such as help and what is misused.
struct DirectCommand {
  /// Does it.
  let run: () throws -> Void

  init?(_ words: [String]) {
    let options: Set<String> =
      switch words.first {
      case "switch": ["--wrap", "--create", "--no-verify"]
      case "activate": ["--first", "--all-matches", "--no-verify"]
      case "windows": ["--all", "--json"]
      default: []
      }
    var given: Set<String> = []
    var rest: [String] = []
    for word in words.dropFirst() {
      if options.contains(word), given.insert(word).inserted { continue }
      guard !word.hasPrefix("-") || words[0] == "switch" && isStepBack(word) else { return nil }
      rest.append(word)
    }
    let verification: Verification = given.contains("--no-verify") ? .none : .standard
    switch words.first {
    case "switch":
      guard rest.count == 1, let target = Target(rest[0]) else { return nil }
      run = {
        try goTo(
          target, wrapping: given.contains("--wrap"), creating: given.contains("--create"),
          on: openSystem(), verification)
      }
    case "activate":
      let isFirst = given.contains("--first")
      let isAll = given.contains("--all-matches")
      guard !rest.isEmpty, !(isFirst && isAll) else { return nil }
      run = { try activate(rest, first: isFirst, all: isAll, verification) }
    case "windows":
      run = { try listWindows(rest, all: given.contains("--all"), json: given.contains("--json")) }
    default: return nil
    }
  }
}

/// Returns whether a word is a step back to an earlier workspace, `-1` say, and no option.
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
