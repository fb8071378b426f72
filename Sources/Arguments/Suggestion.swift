public import ArgumentParser
import Tool

/// A completion that a shell offers when the Tab key is pressed.
public struct Suggestion: Sendable {
  let word: String
  let about: String

  /// - Parameter about: the description that zsh and fish show beside it.
  public init(_ word: String, _ about: String = "") {
    self.word = word
    self.about = about
  }
}

extension CompletionKind {
  /// Completions computed when the key is pressed.
  ///
  /// They may come from outside, such as window titles. Words with control characters are left out:
  /// no shell could show what it would run.
  ///
  /// - Parameter suggestions: receives the words before the one to complete, and the beginning of
  ///   that one.
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

  /// Returns the function that encodes a suggestion for the requesting shell.
  private static func spelling() -> (Suggestion) -> String {
    switch CompletionShell.requesting {
    case .bash: { bash($0.word) }
    // A colon separates the description; one in the word itself is escaped.
    case .zsh: { escaping($0.word, ":\\") + ($0.about.isEmpty ? "" : ":" + visible($0.about)) }
    case .fish: { $0.word + ($0.about.isEmpty ? "" : "\t" + visible($0.about)) }
    default: { $0.word }
    }
  }

  /// Quotes a word for bash, twice: bash expands the list of words, and inserts the chosen one
  /// unquoted. Otherwise a window titled `$(…)` would run a command.
  private static func bash(_ word: String) -> String {
    escaping(escaping(word, special), special)
  }

  private static let special = " \t!\"#$&'()*;<>?[\\]^`{|}~"

  private static func escaping(_ text: String, _ special: String) -> String {
    // Not by characters: with a combining mark behind it a backtick is another one, but for a shell.
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if special.unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
    default: true
    }
  }
}
