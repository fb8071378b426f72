#if hasFeature(Embedded)
  extension StringProtocol {
    /// Returns whether `text` occurs in this string, byte for byte.
    ///
    /// Outside Embedded Swift the standard library's own method is used, of `_StringProcessing`.
    public func contains(_ text: String) -> Bool {
      let (own, wanted) = (Array(utf8), Array(text.utf8))
      guard wanted.count <= own.count else { return false }
      return (0...(own.count - wanted.count)).contains { start in
        own[start..<(start + wanted.count)] == wanted[...]
      }
    }
  }
#endif
