package import X11

extension Screen {
  /// The text in a property of type `UTF8_STRING`, `STRING` (Latin-1) or `COMPOUND_TEXT`, up to
  /// its first zero byte; nothing for another type.
  package func text(_ property: Property) -> String? {
    guard let bytes = property.firstPiece else { return nil }
    return text(bytes, property.type)
  }

  /// The texts between zero bytes.
  package func texts(_ property: Property) -> [String]? {
    guard let pieces = property.pieces else { return nil }
    var texts: [String] = []
    for piece in pieces {
      guard let text = text(piece, property.type) else { return nil }
      texts.append(text)
    }
    return texts
  }

  private func text(_ bytes: [UInt8], _ type: Atom) -> String? {
    switch type {
    case self[.utf8String]: String(decoding: bytes, as: UTF8.self)
    case .string: latin1(bytes)
    case self[.compoundText], self[.text]: display.compoundText(bytes)
    default: nil
    }
  }
}
