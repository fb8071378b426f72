/// Converts Latin-1, which the type `STRING` means, to a string.
public func latin1(_ bytes: [UInt8]) -> String {
  var text = ""
  text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
  return text
}
