/// Encodings of files in the work tree: gitattributes(5), "working-tree-encoding".
enum Encoding {
  /// Returns whether content in the encoding can be decoded here; git asks the C library, which
  /// knows more.
  ///
  /// - Parameter name: in capitals.
  static func isKnown(_ name: String) -> Bool {
    switch name {
    case "UTF-16", "UTF-32", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16LE-BOM",
      "UTF-16BE-BOM", "ISO-8859-1", "ISO8859-1", "LATIN1", "LATIN-1", "US-ASCII", "ASCII":
      true
    default: TableEncoding.isKnown(name)
    }
  }

  /// The content in UTF-8; nil where it breaks its encoding, or that is not known.
  ///
  /// - Parameter name: in capitals.
  static func decode(_ content: [UInt8], _ name: String) -> [UInt8]? {
    switch name {
    case "UTF-16": byMark(content, size: 2)
    case "UTF-32": byMark(content, size: 4)
    case "UTF-16LE": hasMark(content, size: 2) ? nil : units(content[...], 2, isLittle: true)
    case "UTF-16BE": hasMark(content, size: 2) ? nil : units(content[...], 2, isLittle: false)
    case "UTF-32LE": hasMark(content, size: 4) ? nil : units(content[...], 4, isLittle: true)
    case "UTF-32BE": hasMark(content, size: 4) ? nil : units(content[...], 4, isLittle: false)
    case "UTF-16LE-BOM": byMark(content, size: 2)
    case "UTF-16BE-BOM": byMark(content, size: 2)
    case "ISO-8859-1", "ISO8859-1", "LATIN1", "LATIN-1":
      Array(String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) })).utf8)
    case "US-ASCII", "ASCII": content.allSatisfy { $0 < 0x80 } ? content : nil
    default: TableEncoding(name)?.decode(content)
    }
  }

  private static func mark(_ content: [UInt8], size: Int) -> Bool? {
    switch (size, Array(content.prefix(size))) {
    case (2, [0xff, 0xfe]), (4, [0xff, 0xfe, 0, 0]): true
    case (2, [0xfe, 0xff]), (4, [0, 0, 0xfe, 0xff]): false
    default: nil
    }
  }

  private static func hasMark(_ content: [UInt8], size: Int) -> Bool {
    mark(content, size: size) != nil
  }

  /// The byte order is said by the mark at the start, without which git refuses the file.
  private static func byMark(_ content: [UInt8], size: Int) -> [UInt8]? {
    guard let isLittle = mark(content, size: size) else { return nil }
    return units(content.dropFirst(size), size, isLittle: isLittle)
  }

  private static func units(
    _ content: ArraySlice<UInt8>, _ size: Int, isLittle: Bool
  ) -> [UInt8]? {
    guard content.count % size == 0 else { return nil }
    var result = String.UnicodeScalarView()
    var high: UInt32?
    var position = content.startIndex
    while position < content.endIndex {
      var unit: UInt32 = 0
      for index in 0..<size {
        let byte = content[position + (isLittle ? size - 1 - index : index)]
        unit = unit << 8 | UInt32(byte)
      }
      position += size
      if size == 2, (0xd800...0xdbff).contains(unit), high == nil {
        high = unit
        continue
      }
      if let first = high {
        guard (0xdc00...0xdfff).contains(unit) else { return nil }
        unit = 0x10000 + (first - 0xd800) << 10 + (unit - 0xdc00)
        high = nil
      }
      guard let scalar = Unicode.Scalar(unit) else { return nil }
      result.append(scalar)
    }
    return high == nil ? Array(String(result).utf8) : nil
  }
}
