import System

/// A commit, as far as a prompt needs it.
public struct Commit: Equatable, Sendable {
  public let tree: ObjectID
  public internal(set) var parents: [ObjectID]
  /// Seconds since 1970 at the committer's.
  public let date: Int64
  /// Where the message begins in the bytes.
  let message: Int

  /// Takes the bytes of a commit apart; nothing where they are no commit's.
  @export(interface) public init?(_ bytes: [UInt8], _ format: ObjectFormat) {
    var lines = HeaderLines(bytes)
    guard let first = lines.next(), first.key == "tree",
      let tree = ObjectID(hexadecimal: first.value.span), tree.format == format
    else { return nil }
    self.tree = tree
    var parents: [ObjectID] = []
    var line = lines.next()
    while let parent = line, parent.key == "parent" {
      guard let id = ObjectID(hexadecimal: parent.value.span), id.format == format else {
        return nil
      }
      parents.append(id)
      line = lines.next()
    }
    self.parents = parents
    // In any other order git finds no date.
    if let author = line, author.key == "author" { line = lines.next() } else { line = nil }
    if let line, line.key == "committer" {
      let mail = line.value.lastIndex(of: UInt8(ascii: ">"))
      date = mail.map { Self.seconds(line.value[($0 + 1)...]) } ?? 0
    } else {
      date = 0
    }
    while lines.next() != nil {}
    message = lines.position
  }

  /// The seconds at the start of ` 1700000000 +0100`; zero where there are none, as git has it.
  ///
  /// To git a date before 1970 is far in the future, as one that is too large is.
  static func seconds(_ text: ArraySlice<UInt8>) -> Int64 {
    let rest = text.drop { $0.isSpace }
    if rest.first == UInt8(ascii: "-") { return .max }
    var seconds: Int64 = 0
    for digit in rest {
      guard (0x30...0x39).contains(digit) else { break }
      let (tens, isTooLarge) = seconds.multipliedReportingOverflow(by: 10)
      let (sum, isStillTooLarge) = tens.addingReportingOverflow(Int64(digit - 0x30))
      if isTooLarge || isStillTooLarge { return .max }
      seconds = sum
    }
    return seconds
  }

  /// The message that `bytes` end with.
  static func message(of bytes: [UInt8], _ commit: Commit) -> ArraySlice<UInt8> {
    bytes.dropFirst(commit.message)
  }

  /// The first paragraph of the message that `bytes` end with, on one line and in UTF-8: what `%s`
  /// shows.
  @export(interface) public static func subject(of bytes: [UInt8], _ commit: Commit) -> [UInt8] {
    var subject: [UInt8] = []
    var lines = bytes.dropFirst(commit.message)[...]
    while !lines.isEmpty {
      let line = lines.prefix { $0 != 0x0a }
      lines = lines.dropFirst(line.count + 1)
      var text = Array(line)
      while text.last?.isSpace == true { text.removeLast() }
      if text.isEmpty {
        if subject.isEmpty { continue }
        break
      }
      if !subject.isEmpty { subject.append(0x20) }
      subject += text
    }
    // What cannot be decoded git leaves as it is.
    return encoding(of: bytes).flatMap { Encoding.decode(subject, $0) } ?? subject
  }

  /// The encoding that a commit says its message is in, in capitals; nothing for UTF-8.
  private static func encoding(of bytes: [UInt8]) -> String? {
    var lines = HeaderLines(bytes)
    while let line = lines.next() {
      if line.key == "encoding" { return line.value.uppercasedText }
    }
    return nil
  }
}

/// An annotated tag.
public struct Tag: Equatable, Sendable {
  public let target: ObjectID
  public let kind: Object.Kind
  public let name: [UInt8]
  /// Seconds since 1970 at the tagger's; zero where there is none.
  public let date: Int64

  /// Takes the bytes of a tag apart; nothing where they are no tag's.
  @export(interface) public init?(_ bytes: [UInt8], _ format: ObjectFormat) {
    var lines = HeaderLines(bytes)
    guard let object = lines.next(), object.key == "object",
      let target = ObjectID(hexadecimal: object.value.span), target.format == format,
      let type = lines.next(), type.key == "type", let kind = Object.Kind(name: type.value),
      let tag = lines.next(), tag.key == "tag"
    else { return nil }
    self.target = target
    self.kind = kind
    name = Array(tag.value)
    date = Self.date(of: bytes)
  }

  /// Returns when a tag was made, in seconds since 1970, of its bytes alone; zero where it does not
  /// say.
  static func date(of bytes: [UInt8]) -> Int64 {
    // The lines of the object, its type and the tag's name come before.
    var start = 0
    for _ in 0..<3 {
      guard let end = bytes.span.offset(of: 0x0a, from: start) else { return 0 }
      start = end + 1
    }
    let line = bytes[start..<(bytes.span.offset(of: 0x0a, from: start) ?? bytes.count)]
    guard let word = bytes.span.bigEndian(UInt64.self, at: start), word >> 8 == Self.tagger,
      let mail = line.firstIndex(of: UInt8(ascii: ">"))
    else { return 0 }
    return Commit.seconds(line[(mail + 1)...])
  }

  /// `tagger` and a space, the first in the highest of the seven bytes.
  private static let tagger: UInt64 = 0x74_61_67_67_65_72_20
}

/// The lines above the message of a commit or a tag: a word, a space and a value each.
struct HeaderLines {
  /// The word that a line begins with.
  struct Key {
    fileprivate let bytes: ArraySlice<UInt8>

    static func == (key: Key, word: String) -> Bool { key.bytes.span.elementsEqual(word) }
  }

  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next line, or nothing at the empty line that ends them.
  mutating func next() -> (key: Key, value: ArraySlice<UInt8>)? {
    guard position < bytes.count else { return nil }
    let end = bytes.span.offset(of: 0x0a, from: position) ?? bytes.count
    let line = bytes[position..<end]
    position = min(end + 1, bytes.count)
    if line.isEmpty { return nil }
    let space = line.firstIndex(of: 0x20) ?? line.endIndex
    return (Key(bytes: line[..<space]), line[space...].dropFirst())
  }
}
