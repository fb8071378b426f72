import System

/// Writes entries of an index as their differences to those before.
struct EntryWriter {
  var text: [UInt8] = []
  private let size: Int
  private var words = PackedWords()
  private var path = 0..<0

  init(_ format: ObjectFormat) { size = format.size }

  /// Begins anew: what follows stands on nothing before.
  mutating func begin() {
    words = PackedWords()
    path = 0..<0
  }

  /// - Returns: where the entry ends among `bytes`.
  mutating func add(_ entry: IndexEntry, _ bytes: Span<UInt8>) -> UInt32 {
    let record = Int(entry.record)
    let new = PackedWords(bytes, at: record)
    let usual = UInt16(min(entry.length, 0xfff))
    var mask: UInt16 = entry.flags == usual ? 0 : 1 << 10
    for place in 0..<10 where new.all[place] != new.guess(place, after: words) {
      mask |= 1 << UInt16(place)
    }
    text.append(UInt8(mask & 0xff))
    text.append(UInt8(mask >> 8))
    for index in 0..<10 {
      let place = PackedWords.order[index]
      guard mask & 1 << UInt16(place) != 0 else { continue }
      addNumber(PackedWords.fold(new.all[place] &- new.guess(place, after: words)))
    }
    let object = record + IndexRecord.size
    add(bytes, object..<object + size)
    if mask & 1 << 10 != 0 {
      add(bytes, object + size..<object + size + (entry.flags & 0x4000 == 0 ? 2 : 4))
    }
    let own = Int(entry.path)..<Int(entry.path) + Int(entry.length)
    let common = bytes.extracting(path).commonPrefix(with: bytes.extracting(own))
    addNumber(UInt32(common))
    addNumber(UInt32(own.count - common))
    add(bytes, own.lowerBound + common..<own.upperBound)
    words = new
    path = own
    return UInt32(record + (own.upperBound - record + 8) & ~7)
  }

  private mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for place in range { text.append(bytes[place]) }
  }

  /// Seven bits a byte, the lowest first.
  private mutating func addNumber(_ number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      text.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    text.append(UInt8(rest))
  }
}

/// Reads what ``EntryWriter`` has written.
struct EntryReader {
  private let text: [UInt8]
  private var place: Int
  private let end: Int
  private let size: Int
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - size: of an object's name.
  ///   - count: of the bytes that come out.
  init(_ text: [UInt8], _ range: Range<Int>, _ size: Int, count: Int) {
    self.text = text
    place = range.lowerBound
    end = range.upperBound
    self.size = size
    bytes.reserveCapacity(count)
  }

  mutating func all() -> [UInt8] {
    var words = PackedWords()
    var path = 0..<0
    while place < end {
      let record = bytes.count
      let mask = UInt16(text[place]) | UInt16(text[place + 1]) << 8
      place += 2
      var new = words
      for index in 0..<10 {
        let word = PackedWords.order[index]
        new.all[word] = new.guess(word, after: words)
        if mask & 1 << UInt16(word) != 0 {
          new.all[word] &+= PackedWords.unfold(number())
        }
      }
      for word in 0..<10 { bytes.append(bigEndian: new.all[word]) }
      take(size)
      let flags = bytes.count
      if mask & 1 << 10 == 0 {
        bytes.append(0)
        bytes.append(0)
      } else {
        let isExtended = text[place] & 0x40 != 0
        take(isExtended ? 4 : 2)
      }
      let start = bytes.count
      let common = Int(number())
      let count = Int(number())
      for place in path.lowerBound..<path.lowerBound + common { bytes.append(bytes[place]) }
      take(count)
      path = start..<bytes.count
      if mask & 1 << 10 == 0 {
        let length = min(path.count, 0xfff)
        bytes[flags] = UInt8(length >> 8)
        bytes[flags + 1] = UInt8(length & 0xff)
      }
      let whole = (path.upperBound - record + 8) & ~7
      while bytes.count < record + whole { bytes.append(0) }
      words = new
    }
    return bytes
  }

  private mutating func take(_ count: Int) {
    bytes.append(contentsOf: text[place..<place + count])
    place += count
  }

  private mutating func number() -> UInt32 {
    var number: UInt32 = 0
    var shift: UInt32 = 0
    while text[place] & 0x80 != 0 {
      number |= UInt32(text[place] & 0x7f) << shift
      shift += 7
      place += 1
    }
    number |= UInt32(text[place]) << shift
    place += 1
    return number
  }
}

/// The ten numbers of a stat record, and what each is likely to be.
private struct PackedWords {
  var all: InlineArray<10, UInt32> = InlineArray(repeating: 0)

  init() {}

  init(_ bytes: Span<UInt8>, at record: Int) {
    for place in 0..<10 {
      all[place] = bytes.bigEndian(UInt32.self, at: record + place * 4) ?? 0
    }
  }

  /// The change of the content comes before the change of the rest, which mostly is the same.
  static let order: InlineArray<10, Int> = [2, 3, 0, 1, 4, 5, 6, 7, 8, 9]

  func guess(_ place: Int, after other: PackedWords) -> UInt32 {
    place < 2 ? all[place + 2] : other.all[place]
  }

  /// Small differences of either sign become small numbers.
  static func fold(_ difference: UInt32) -> UInt32 {
    difference << 1 ^ UInt32(bitPattern: Int32(bitPattern: difference) >> 31)
  }

  static func unfold(_ number: UInt32) -> UInt32 { number >> 1 ^ (0 &- (number & 1)) }
}
