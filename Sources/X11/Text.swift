/// The text of bytes in Latin-1, which type `STRING` is.
public func latin1(_ bytes: [UInt8]) -> String {
  var text = ""
  text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
  return text
}
