/// A text of UTF-8 in which letters that differ only in case are the same bytes.
///
/// As g_utf8_casefold(3) does it: each character for itself and with what it becomes in full,
/// such as `ss` for ß. Bytes that are no UTF-8 become U+FFFD.
func folded(_ text: [UInt8]) -> [UInt8] {
  if text.allSatisfy({ $0 < 0x80 }) {
    return text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }
  var result = ""
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
    // The dotless i has no other case of its own.
    guard scalar != "ı" else {
      result.unicodeScalars.append(scalar)
      continue
    }
    // Twice to upper case, since the capital ẞ is its own; then to lower case.
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      for upper in lower.properties.uppercaseMapping.unicodeScalars {
        result += upper.properties.lowercaseMapping
      }
    }
  }
  return Array(result.utf8)
}

extension [UInt8] {
  /// Returns whether `part` stands somewhere in these bytes.
  func contains(bytes part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    guard count >= part.count else { return false }
    for start in 0...(count - part.count) where self[start] == first {
      if self[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }
}
