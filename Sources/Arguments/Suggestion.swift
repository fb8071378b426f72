public import ArgumentParser
import Tool

/// A word that a shell offers when the tabulator key is pressed.
public struct Suggestion: Sendable {
  let word: String
  let about: String

  /// - Parameter about: what zsh and fish show beside it.
  public init(_ word: String, _ about: String = "") {
    self.word = word
    self.about = about
  }
}

extension CompletionKind {
  /// Words that are found when the key is pressed.
  ///
  /// They may come from outside, as the titles of windows do. Words with control characters are
  /// left out: no shell could show what it would run.
  ///
  /// - Parameter suggestions: from the words of the line before the one that is completed, and what
  ///   there is of that one.
  public static func suggesting(
    _ suggestions: @escaping @Sendable (_ earlier: [String], _ begun: String) -> [Suggestion]
  ) -> CompletionKind {
    custom { words, index, begun in
      let earlier = Array(words.prefix(max(0, index)))
      let spelled = spelling()
      return suggestions(earlier, begun)
        .filter { $0.word.unicodeScalars.allSatisfy(isPrintable) && !$0.word.isEmpty }
        .map(spelled)
    }
  }

  /// How a suggestion is told to the shell that asks.
  private static func spelling() -> (Suggestion) -> String {
    switch CompletionShell.requesting {
    case .bash: { bash($0.word) }
    // A colon, and what it is about; a colon in the word itself has a backslash.
    case .zsh: { escaping($0.word, ":\\") + ($0.about.isEmpty ? "" : ":" + visible($0.about)) }
    case .fish: { $0.word + ($0.about.isEmpty ? "" : "\t" + visible($0.about)) }
    default: { $0.word }
    }
  }

  /// A word as bash takes it: it puts what it is told into the line as it is, so that the word has
  /// to be quoted; and the list of words goes through its expansion before, so that this has to be
  /// quoted as well. Else a window with the title `$(…)` would run a command.
  private static func bash(_ word: String) -> String {
    escaping(escaping(word, special), special)
  }

  private static let special = " \t!\"#$&'()*;<>?[\\]^`{|}~"

  private static func escaping(_ text: String, _ special: String) -> String {
    text.reduce(into: "") { result, character in
      if special.contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
    default: true
    }
  }
}
