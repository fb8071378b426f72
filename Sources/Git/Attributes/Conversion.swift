import System

/// The conversion of a file's content to that of its blob: gitattributes(5), "EFFECTS".
struct Conversion: Hashable, Sendable {
  /// The treatment of CR LF.
  enum LineEnds: UInt8, Sendable {
    case keep
    /// Each becomes LF.
    case convert
    /// Each becomes LF where the content looks like text, and the blob has none of them.
    case convertText
  }

  let lineEnds: LineEnds
  /// `$Id: … $` becomes `$Id$`.
  let collapsesIdentity: Bool
  /// The encoding of the file in the work tree, in capitals; nothing for that of the blob.
  let encoding: String?
  /// The name of a program's configuration, which would change the content.
  let filter: String?
  /// A filter must not fail, and has no program: git then takes nothing for the same.
  let lacksProgram: Bool

  /// Nothing is changed.
  static let none = Conversion(
    lineEnds: .keep, collapsesIdentity: false, encoding: nil, filter: nil, lacksProgram: false)

  var isNone: Bool { self == .none }

  /// Whether only a program could make the blob: what Git LFS and git-annex do can be told without
  /// running them.
  var isForeign: Bool { filter.map { $0 != "lfs" && $0 != "annex" } ?? false }

  private init(
    lineEnds: LineEnds, collapsesIdentity: Bool, encoding: String?, filter: String?,
    lacksProgram: Bool
  ) {
    self.lineEnds = lineEnds
    self.collapsesIdentity = collapsesIdentity
    self.encoding = encoding
    self.filter = filter
    self.lacksProgram = lacksProgram
  }

  /// Decides by a file's attributes and the configuration.
  init(
    _ attributes: [[UInt8]: AttributeFile.Value], _ settings: LineEndSettings,
    _ configuration: Configuration
  ) {
    func value(_ name: String) -> AttributeFile.Value? { attributes[Array(name.utf8)] }
    lineEnds = Self.lineEnds(
      value("text"), value("crlf"), value("eol"), settings)
    collapsesIdentity = value("ident") == .set
    if case .text(let name)? = value("working-tree-encoding") {
      let name = name.uppercasedText
      encoding = name.isEmpty || name == "UTF-8" || name == "UTF8" ? nil : name
    } else {
      encoding = nil
    }
    if case .text(let name)? = value("filter") {
      let hasProgram = Self.hasProgram(name, configuration)
      filter = hasProgram ? name.text : nil
      lacksProgram =
        !hasProgram && configuration.boolean("filter.\(name.text).required") ?? false
    } else {
      filter = nil
      lacksProgram = false
    }
  }

  /// Returns whether a filter has a program that git would run on the way to the blob: a process,
  /// even one without a name, goes before a command.
  private static func hasProgram(_ name: [UInt8], _ configuration: Configuration) -> Bool {
    let program =
      configuration.text("filter.\(name.text).process")
      ?? configuration.text("filter.\(name.text).clean")
    return program.map { !$0.isEmpty } ?? false
  }

  private static func lineEnds(
    _ text: AttributeFile.Value?, _ legacy: AttributeFile.Value?, _ eol: AttributeFile.Value?,
    _ settings: LineEndSettings
  ) -> LineEnds {
    enum Said { case text, binary, input, automatic }
    func said(_ value: AttributeFile.Value?) -> Said? {
      switch value {
      case .set: .text
      case .unset: .binary
      case .text(let word) where word.text == "auto": .automatic
      case .text(let word) where word.text == "input": .input
      default: nil
      }
    }
    let said = said(text) ?? said(legacy)
    if said == .binary { return .keep }
    let hasEnd =
      if case .text(let word)? = eol { word.text == "lf" || word.text == "crlf" } else { false }
    switch said {
    case .automatic: return .convertText
    case .text, .input: return .convert
    default: break
    }
    if hasEnd { return .convert }
    return settings.automatic == .off ? .keep : .convertText
  }

  /// The content of the blob, apart from what a filter would do.
  ///
  /// - Parameter blobHasCarriageReturns: whether the blob in the index has a CR LF.
  func apply(_ content: [UInt8], blobHasCarriageReturns: () -> Bool) -> [UInt8] {
    var content = content
    // What breaks its encoding git takes as it is when it only compares.
    if let encoding { content = Encoding.decode(content, encoding) ?? content }
    content = withLineFeeds(content, blobHasCarriageReturns: blobHasCarriageReturns)
    return collapsesIdentity ? Self.withoutIdentity(content) : content
  }

  private func withLineFeeds(
    _ content: [UInt8], blobHasCarriageReturns: () -> Bool
  ) -> [UInt8] {
    guard lineEnds != .keep, !content.isEmpty else { return content }
    let statistics = TextStatistics(content.span)
    guard statistics.carriageReturnLineFeeds > 0 else { return content }
    if lineEnds == .convertText, statistics.isBinary || blobHasCarriageReturns() {
      return content
    }
    var converted: [UInt8] = []
    converted.reserveCapacity(content.count)
    for (index, byte) in content.enumerated() {
      let endsLine = index + 1 < content.count && content[index + 1] == 0x0a
      if byte == 0x0d, endsLine { continue }
      converted.append(byte)
    }
    return converted
  }

  /// The content with each `$Id: anything $` on one line as `$Id$`.
  private static func withoutIdentity(_ content: [UInt8]) -> [UInt8] {
    let opening = Array("$Id:".utf8)
    var result: [UInt8] = []
    var position = 0
    while position < content.count {
      guard content[position] == opening[0],
        content[position...].starts(with: opening),
        let end = content[(position + 4)...].firstIndex(where: { $0 == 0x24 || $0 == 0x0a }),
        content[end] == 0x24
      else {
        result.append(content[position])
        position += 1
        continue
      }
      result += Array("$Id$".utf8)
      position = end + 1
    }
    return result
  }
}

/// The kinds of bytes in some content, from which git guesses whether it is text.
struct TextStatistics {
  private(set) var carriageReturnLineFeeds = 0
  private var loneCarriageReturns = 0
  private var nulls = 0
  private var printable = 0
  private var others = 0

  init(_ content: Span<UInt8>) {
    var index = 0
    while index < content.count {
      let byte = content[index]
      index += 1
      switch byte {
      case 0x0d:
        if index < content.count, content[index] == 0x0a {
          carriageReturnLineFeeds += 1
          index += 1
        } else {
          loneCarriageReturns += 1
        }
      case 0x0a: break
      case 0x08, 0x09, 0x1b, 0x0c: printable += 1
      case 0:
        nulls += 1
        others += 1
      case 0x7f, 0x01...0x1f: others += 1
      default: printable += 1
      }
    }
    // The end-of-file mark of DOS does not count.
    if content.count > 0, content[content.count - 1] == 0x1a { others -= 1 }
  }

  /// Whether git takes the content for something else than text.
  var isBinary: Bool { loneCarriageReturns > 0 || nulls > 0 || printable >> 7 < others }
}
