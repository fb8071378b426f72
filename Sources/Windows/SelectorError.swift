/// The reason why a text selects no window.
public enum SelectorError: Error, Hashable, Sendable {
  /// It is neither a selector nor a part of a title.
  case namesNothing(String)
  /// What stands between slashes is not a regular expression.
  case notAnExpression(String)
}
