/// A commit, as far as a prompt needs it.
public struct Commit: Equatable, Sendable {
  public let tree: ObjectID
  public internal(set) var parents: [ObjectID]
  /// Seconds since 1970 at the committer's.
  public let date: Int64
  /// Where the message begins in the bytes.
  let message: Int

  /// Takes the bytes of a commit apart; nothing where they are no commit's.
  public init?(_ bytes: [UInt8], _ format: ObjectFormat) {
    var lines = HeaderLines(bytes)
    guard let first = lines.next(), first.key == "tree",
      let tree = ObjectID(hexadecimal: first.value), tree.format == format
    else { return nil }
    self.tree = tree
    var parents: [ObjectID] = []
    var date: Int64 = 0
    while let line = lines.next() {
      switch line.key {
      case "parent":
        guard let id = ObjectID(hexadecimal: line.value), id.format == format else { return nil }
        parents.append(id)
      case "committer": date = Self.date(of: line.value)
      default: break
      }
    }
    self.parents = parents
    self.date = date
    message = lines.position
  }

  /// The seconds in `Name <mail> 1700000000 +0100`; zero where there are none, as git has it.
  static func date(of person: ArraySlice<UInt8>) -> Int64 {
    guard let mail = person.lastIndex(of: UInt8(ascii: ">")) else { return 0 }
    let rest = person[(mail + 1)...].drop { $0.isSpace }
    return Int64(rest.prefix { (0x30...0x39).contains($0) }.text) ?? 0
  }

  /// The message that `bytes` end with.
  static func message(of bytes: [UInt8], _ commit: Commit) -> ArraySlice<UInt8> {
    bytes.dropFirst(commit.message)
  }

  /// The first paragraph of the message that `bytes` end with, on one line: what `%s` shows.
  public static func subject(of bytes: [UInt8], _ commit: Commit) -> [UInt8] {
    var subject: [UInt8] = []
    var lines = bytes.dropFirst(commit.message)[...]
    while !lines.isEmpty {
      let line = lines.prefix { $0 != 0x0a }
      lines = lines.dropFirst(line.count + 1)
      let text = line.trimmed
      if text.isEmpty {
        if subject.isEmpty { continue }
        break
      }
      if !subject.isEmpty { subject.append(0x20) }
      subject += text
    }
    return subject
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
  public init?(_ bytes: [UInt8], _ format: ObjectFormat) {
    var lines = HeaderLines(bytes)
    guard let object = lines.next(), object.key == "object",
      let target = ObjectID(hexadecimal: object.value), target.format == format,
      let type = lines.next(), type.key == "type", let kind = Object.Kind(name: type.value),
      let tag = lines.next(), tag.key == "tag"
    else { return nil }
    self.target = target
    self.kind = kind
    name = Array(tag.value)
    var date: Int64 = 0
    while let line = lines.next() {
      if line.key == "tagger" { date = Commit.date(of: line.value) }
    }
    self.date = date
  }
}

/// The lines above the message of a commit or a tag: a word, a space and a value each.
struct HeaderLines {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next line, or nothing at the empty line that ends them.
  mutating func next() -> (key: String, value: ArraySlice<UInt8>)? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 0x0a) ?? bytes.count
    let line = bytes[position..<end]
    position = min(end + 1, bytes.count)
    if line.isEmpty { return nil }
    let space = line.firstIndex(of: 0x20) ?? line.endIndex
    return (line[..<space].text, line[space...].dropFirst())
  }
}
