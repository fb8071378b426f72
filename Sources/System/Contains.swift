#if hasFeature(Embedded)
  extension StringProtocol {
    /// Whether `text` stands in it somewhere: what _StringProcessing has elsewhere.
    public func contains(_ text: String) -> Bool {
      let (own, wanted) = (Array(utf8), Array(text.utf8))
      guard wanted.count <= own.count else { return false }
      return (0...(own.count - wanted.count)).contains { own[$0..<($0 + wanted.count)] == wanted[...] }
    }
  }
#endif
