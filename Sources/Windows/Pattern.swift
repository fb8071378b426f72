#if !hasFeature(Embedded)
  /// A text to look for in titles and classes.
  public struct Pattern: Sendable {
    private let matcher: @Sendable (String) -> Bool

    /// Reads `=TEXT` as the whole text, `/TEXT/` as a regular expression that is to be found in it,
    /// and anything else as a part of it, without regard to case.
    @export(interface) public init(_ text: String) throws(SelectorError) {
      let scalars = text.unicodeScalars
      if scalars.first == "=" {
        let whole = String(scalars.dropFirst())
        matcher = { $0 == whole }
      } else if scalars.count > 2, scalars.first == "/", scalars.last == "/" {
        let source = String(scalars.dropFirst().dropLast())
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
        let bytes = Array(part.utf8)
        matcher = { subject in
          part.isEmpty || Self.has(subject, bytes) ?? subject.lowercased().contains(part)
        }
      }
    }

    /// Returns whether a text of ASCII, as most are, has a part that is given in small letters;
    /// nothing for other texts, whose letters are more than a byte.
    private static func has(_ subject: String, _ part: [UInt8]) -> Bool? {
      var bytes = Array(subject.utf8)
      for place in bytes.indices {
        guard bytes[place] < 0x80 else { return nil }
        if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[place]) { bytes[place] |= 0x20 }
      }
      guard bytes.count >= part.count else { return false }
      return (0...(bytes.count - part.count)).contains { start in
        part.indices.allSatisfy { bytes[start + $0] == part[$0] }
      }
    }

    /// Returns whether the text is one that is looked for.
    public func matches(_ text: String) -> Bool { matcher(text) }
  }

#endif
