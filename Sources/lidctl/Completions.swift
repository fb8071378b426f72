import ArgumentParser
import Arguments
import Login

extension CompletionKind {
  /// The kinds of locks, with colons between.
  static var kinds: CompletionKind {
    suggesting { _, begun in following(begun, ":", InhibitWhat.all.map(\.rawValue)) }
  }

  /// The conditions of --only and --unless, with commas between.
  static var conditions: CompletionKind {
    suggesting { _, begun in
      let all = following(begun, ",", LidCondition.words)
      return begun.contains(",") ? all : all + [Suggestion("always", "without conditions")]
    }
  }
}

/// The words that may follow what there is of a list, each with all that is before it.
private func following(_ begun: String, _ separator: Character, _ words: [String]) -> [Suggestion] {
  let earlier = begun.split(separator: separator, omittingEmptySubsequences: false).dropLast()
  let before = earlier.map { $0 + String(separator) }.joined()
  return words.filter { !earlier.contains($0[...]) }.map { Suggestion(before + $0) }
}
