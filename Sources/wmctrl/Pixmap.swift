/// A picture in the XPM format, version 3.
struct Pixmap: Equatable {
  let width: Int
  let height: Int
  /// Each pixel with its opacity above red, green and blue, as `_NET_WM_ICON` has it.
  let pixels: [UInt32]

  /// The reason why bytes are no picture.
  struct Malformed: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  /// Larger ones are no icons, and a count from a file must not fill the memory.
  private static let largest = 1024

  init(_ bytes: [UInt8]) throws(Malformed) {
    let lines = Self.strings(bytes)
    let header = (lines.first ?? []).split(separator: 0x20).compactMap { Number($0)?.value }
    guard header.count >= 4, (1...Self.largest).contains(header[0]),
      (1...Self.largest).contains(header[1]), (1...65536).contains(header[2]),
      (1...8).contains(header[3])
    else { throw Malformed(description: "it is no picture in the XPM format") }
    let (width, height, count, letters) = (header[0], header[1], header[2], header[3])
    guard lines.count >= 1 + count + height else {
      throw Malformed(description: "it is cut short")
    }
    var colours: [ArraySlice<UInt8>: UInt32] = [:]
    for line in lines[1..<1 + count] {
      guard line.count > letters else { throw Malformed(description: "a colour has no value") }
      colours[line.prefix(letters)] = try Self.colour(line.dropFirst(letters))
    }
    var pixels: [UInt32] = []
    for line in lines[(1 + count)..<(1 + count + height)] {
      guard line.count >= width * letters else {
        throw Malformed(description: "a row is too short")
      }
      for column in 0..<width {
        let start = line.startIndex + column * letters
        guard let colour = colours[line[start..<start + letters]] else {
          throw Malformed(description: "a pixel's colour is not defined")
        }
        pixels.append(colour)
      }
    }
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Returns what stands between quotes, as C's compilers would see it.
  private static func strings(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let parts = bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
  }

  /// The value for colour screens in `c #ff0000`, or the last one there is.
  private static func colour(_ text: ArraySlice<UInt8>) throws(Malformed) -> UInt32 {
    let words = text.split { $0 == 0x20 || $0 == 0x09 }.map { String(decoding: $0, as: UTF8.self) }
    let pairs = zip(words, words.dropFirst())
    guard let name = pairs.first(where: { $0.0 == "c" })?.1 ?? words.last else {
      throw Malformed(description: "a colour has no value")
    }
    if name.lowercased() == "none" { return 0 }
    if name.hasPrefix("#"), let colour = hexadecimal(Array(name.utf8.dropFirst())) {
      return colour
    }
    guard let colour = names[name.lowercased()] else {
      throw Malformed(description: "the colour \(name) is not known here; write it as #rrggbb")
    }
    return 0xff00_0000 | colour
  }

  /// One to four digits for each of red, green and blue, of which the upper two count; one alone is
  /// the upper one, as in Xlib.
  private static func hexadecimal(_ digits: [UInt8]) -> UInt32? {
    let width = digits.count / 3
    guard digits.count % 3 == 0, (1...4).contains(width) else { return nil }
    var colour: UInt32 = 0xff
    for part in 0..<3 {
      let own = digits[part * width..<part * width + min(2, width)]
      guard let value = UInt32(String(decoding: own, as: UTF8.self), radix: 16) else { return nil }
      colour = colour << 8 | (width == 1 ? value << 4 : value)
    }
    return colour
  }

  private static let names: [String: UInt32] = [
    "black": 0, "white": 0xffffff, "red": 0xff0000, "green": 0x00ff00, "blue": 0x0000ff,
    "yellow": 0xffff00, "cyan": 0x00ffff, "magenta": 0xff00ff, "gray": 0xbebebe,
    "grey": 0xbebebe, "orange": 0xffa500, "brown": 0xa52a2a, "navy": 0x000080,
  ]
}
