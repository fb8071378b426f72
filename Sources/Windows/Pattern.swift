#if !hasFeature(Embedded)
  /// A text to look for in titles and classes.
  public struct Pattern: Sendable {
    private let matcher: @Sendable (String) -> Bool

    /// Reads `=TEXT` as the whole text, `/TEXT/` as a regular expression that is to be found in it,
    /// and anything else as a part of it, without regard to case.
    public init(_ text: String) throws(SelectorError) {
      if text.hasPrefix("=") {
        let whole = String(text.dropFirst())
        matcher = { $0 == whole }
      } else if text.utf8.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
        let source = String(text.dropFirst().dropLast())
        do {
          _ = try Regex(source)
        } catch {
          throw .notAnExpression(source)
        }
        matcher = { subject in
          guard let expression = try? Regex(source) else { return false }
          return (try? expression.firstMatch(in: subject)) != nil
        }
      } else {
        let part = text.lowercased()
        matcher = { part.isEmpty || $0.lowercased().contains(part) }
      }
    }

    /// Whether the text is one that is looked for.
    public func matches(_ text: String) -> Bool { matcher(text) }
  }

#endif
