import Zlib

/// An encoding that a table gives, with one or two bytes a character.
struct TableEncoding {
  /// The characters of the bytes from 128 on.
  private let singles: ArraySlice<UInt16>
  /// The characters of two bytes; none for an encoding of single bytes.
  private let doubles: ArraySlice<UInt16>
  /// Whether two of ASCII's characters are others, as in Japan's older sets.
  private let hasYen: Bool
  /// Whether a Hebrew letter and a point after it become one character.
  private let composes: Bool

  private static let missing: UInt16 = 0xfffd

  /// - Parameter name: in capitals.
  init?(_ name: String) {
    let plain = String(decoding: name.utf8.filter { $0 != 0x2d && $0 != 0x5f }, as: UTF8.self)
    guard let place = Self.place(of: plain) else { return nil }
    hasYen = plain == "SJIS" || plain == "SHIFTJIS" || plain == "MSKANJI"
    composes = plain == "CP1255" || plain == "WINDOWS1255"
    var all: [UInt16] = []
    for unit in Self.units(of: place.group)[place.start..<place.start + place.count] {
      if unit & 0xf800 == 0xd800 {
        all += repeatElement(Self.missing, count: Int(unit & 0x7ff))
      } else {
        all.append(unit)
      }
    }
    guard all.count >= 128 else { return nil }
    singles = all[..<128]
    doubles = all[128...]
  }

  /// Returns whether there is an encoding of that name.
  ///
  /// - Parameter name: in capitals.
  static func isKnown(_ name: String) -> Bool {
    place(of: String(decoding: name.utf8.filter { $0 != 0x2d && $0 != 0x5f }, as: UTF8.self)) != nil
  }

  /// Returns where the table of an encoding is: in which group, from where on, and how long.
  ///
  /// - Parameter name: in capitals, without hyphens and underscores.
  private static func place(of name: String) -> (group: Int, start: Int, count: Int)? {
    guard !name.utf8.contains(where: { $0 <= 0x20 }) else { return nil }
    var (last, start) = (0, 0)
    for line in EncodingTables.names.description.utf8.split(separator: 0x0a) {
      let words = line.split(separator: 0x20)
      guard words.count > 2, let group = Int(words[0].text), let count = Int(words[1].text) else {
        return nil
      }
      if group != last { (last, start) = (group, 0) }
      if words.dropFirst(2).contains(where: { $0.elementsEqual(name.utf8) }) {
        return (group, start, count)
      }
      start += count
    }
    return nil
  }

  /// The numbers of a group of tables.
  private static func units(of group: Int) -> [UInt16] {
    let (count, words) = EncodingTables.group(group)
    var stream: [UInt8] = []
    stream.reserveCapacity(words.count * 8)
    for word in words { stream.append(bigEndian: word) }
    guard let planes = try? inflate(stream.span, size: count * 2) else { return [] }
    var units: [UInt16] = []
    units.reserveCapacity(count)
    var unit: UInt16 = 0
    for place in 0..<count {
      unit &+= UInt16(planes[place]) | UInt16(planes[count + place]) << 8
      units.append(unit)
    }
    return units
  }

  /// The content in UTF-8; nil where it breaks the encoding.
  func decode(_ content: [UInt8]) -> [UInt8]? {
    var text = String.UnicodeScalarView()
    var last: UInt16 = 0
    func flush() { if last != 0 { text.append(Self.scalar(last)) } }
    var position = 0
    while position < content.count {
      let byte = content[position]
      position += 1
      var unit = UInt16(byte)
      if byte >= 0x80 {
        unit = singles[Int(byte) - 128]
        if unit == Self.missing, position < content.count, content[position] >= 0x40 {
          let place = 128 + (Int(byte) - 128) * 192 + Int(content[position]) - 64
          position += 1
          if place < doubles.endIndex { unit = doubles[place] }
        }
        guard unit != Self.missing else { return nil }
      } else if hasYen, byte == 0x5c || byte == 0x7e {
        unit = byte == 0x5c ? 0xa5 : 0x203e
      }
      if composes, let both = HebrewPoints.composed(last, unit) {
        last = both
        continue
      }
      flush()
      if unit == 0 { text.append(Self.scalar(0)) }
      last = unit
    }
    flush()
    return Array(String(text).utf8)
  }

  private static func scalar(_ unit: UInt16) -> Unicode.Scalar {
    Unicode.Scalar(unit) ?? "\u{fffd}"
  }
}

/// The Hebrew letters with points that Unicode has as characters, and Windows' code page has not.
enum HebrewPoints {
  /// A letter, a point and what they become, for each.
  private static let all: [UInt16] = [
    0x5f2, 0x5b7, 0xfb1f, 0x5d0, 0x5b7, 0xfb2e, 0x5d0, 0x5b8, 0xfb2f, 0x5d0, 0x5bc, 0xfb30,
    0x5d1, 0x5bc, 0xfb31, 0x5d1, 0x5bf, 0xfb4c, 0x5d2, 0x5bc, 0xfb32, 0x5d3, 0x5bc, 0xfb33,
    0x5d4, 0x5bc, 0xfb34, 0x5d5, 0x5b9, 0xfb4b, 0x5d5, 0x5bc, 0xfb35, 0x5d6, 0x5bc, 0xfb36,
    0x5d8, 0x5bc, 0xfb38, 0x5d9, 0x5b4, 0xfb1d, 0x5d9, 0x5bc, 0xfb39, 0x5da, 0x5bc, 0xfb3a,
    0x5db, 0x5bc, 0xfb3b, 0x5db, 0x5bf, 0xfb4d, 0x5dc, 0x5bc, 0xfb3c, 0x5de, 0x5bc, 0xfb3e,
    0x5e0, 0x5bc, 0xfb40, 0x5e1, 0x5bc, 0xfb41, 0x5e3, 0x5bc, 0xfb43, 0x5e4, 0x5bc, 0xfb44,
    0x5e4, 0x5bf, 0xfb4e, 0x5e6, 0x5bc, 0xfb46, 0x5e7, 0x5bc, 0xfb47, 0x5e8, 0x5bc, 0xfb48,
    0x5e9, 0x5bc, 0xfb49, 0xfb49, 0x5c1, 0xfb2c, 0xfb49, 0x5c2, 0xfb2d, 0x5e9, 0x5c1, 0xfb2a,
    0xfb2a, 0x5bc, 0xfb2c, 0x5e9, 0x5c2, 0xfb2b, 0xfb2b, 0x5bc, 0xfb2d, 0x5ea, 0x5bc, 0xfb4a,
  ]

  /// Returns what a letter and a point become; nil where they stay two characters.
  static func composed(_ letter: UInt16, _ point: UInt16) -> UInt16? {
    guard (0x5b0...0x5c2).contains(point) else { return nil }
    for place in stride(from: 0, to: all.count, by: 3)
    where all[place] == letter && all[place + 1] == point {
      return all[place + 2]
    }
    return nil
  }
}
