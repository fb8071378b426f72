import System

/// Writes the parts of a message, each number with its highest byte first.
struct WatchWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number) {
    bytes.append(bigEndian: number)
  }

  /// Bytes after their count.
  mutating func add(_ text: [UInt8]) {
    add(UInt32(truncatingIfNeeded: text.count))
    bytes += text
  }

  mutating func add(_ text: [UInt8]?) {
    add(UInt8(text == nil ? 0 : 1))
    if let text { add(text) }
  }

  mutating func add(_ time: Status.Time) {
    add(UInt64(bitPattern: time.seconds))
    add(UInt32(bitPattern: time.nanoseconds))
  }

  mutating func add(_ id: ObjectID) {
    add((0..<id.format.size).map { id[$0] })
  }

  mutating func add(_ question: WatchQuestion) {
    let tree = question.tree
    add(tree.top)
    add(tree.gitDirectory)
    add(tree.commonDirectory)
    add(tree.home)
    add(tree.configurationHome)
    add(tree.systemConfiguration)
    add(tree.systemAttributes)
    add(UInt8(tree.listsAllFiles ? 1 : 0))
    add(question.mountNamespace)
    add(question.topDevice)
    add(question.topInode)
    add(question.configuration)
    add(UInt8(question.index == nil ? 0 : 1))
    if let index = question.index {
      add(index.device)
      add(index.inode)
      add(UInt64(bitPattern: index.size))
      add(index.modified)
      add(index.changed)
    }
    add(UInt8(question.head == nil ? 0 : 1))
    if let head = question.head { add(head) }
    add(UInt8(truncatingIfNeeded: question.others.count))
    for other in question.others { add(other) }
    add(question.directory)
  }
}

/// Reads the parts of a message; nothing where fewer bytes are left.
struct WatchReader {
  private let all: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { all = bytes }

  var isAtEnd: Bool { place == all.count }

  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) -> Number? {
    guard let number = all.span.bigEndian(Number.self, at: place) else { return nil }
    place += Number.bitWidth / 8
    return number
  }

  mutating func bytes() -> [UInt8]? {
    guard let count = number(UInt32.self), Int(count) <= all.count - place else { return nil }
    defer { place += Int(count) }
    return Array(all[place..<place + Int(count)])
  }

  /// Returns whether something follows; nothing where there is neither yes nor no.
  mutating func truth() -> Bool? {
    switch number(UInt8.self) {
    case 0?: false
    case 1?: true
    default: nil
    }
  }

  mutating func optionalBytes() -> [UInt8]?? {
    guard let isThere = truth() else { return nil }
    guard isThere else { return .some(nil) }
    return bytes().map { .some($0) }
  }

  /// A path, which is absolute and holds no NUL.
  private mutating func path() -> [UInt8]? {
    guard let path = bytes(), path.first == 0x2f, !path.contains(0) else { return nil }
    return path
  }

  private mutating func optionalPath() -> [UInt8]?? {
    guard let path = optionalBytes() else { return nil }
    if let path, path.contains(0) { return nil }
    return .some(path)
  }

  private mutating func time() -> Status.Time? {
    guard let seconds = number(UInt64.self), let nanoseconds = number(UInt32.self) else {
      return nil
    }
    return Status.Time(
      seconds: Int64(bitPattern: seconds), nanoseconds: Int32(bitPattern: nanoseconds))
  }

  private mutating func identity() -> WatchQuestion.FileIdentity? {
    guard let device = number(UInt64.self), let inode = number(UInt64.self),
      let size = number(UInt64.self), let modified = time(), let changed = time()
    else { return nil }
    return WatchQuestion.FileIdentity(
      device: device, inode: inode, size: Int64(bitPattern: size), modified: modified,
      changed: changed)
  }

  private mutating func id() -> ObjectID? {
    guard let bytes = bytes() else { return nil }
    switch bytes.count {
    case ObjectFormat.sha1.size: return ObjectID(bytes.span, .sha1)
    case ObjectFormat.sha256.size: return ObjectID(bytes.span, .sha256)
    default: return nil
    }
  }

  private mutating func tree() -> WatchQuestion.Tree? {
    guard let top = path(), let gitDirectory = path(), let commonDirectory = path(),
      let home = optionalPath(), let configurationHome = optionalPath(),
      let systemConfiguration = optionalPath(), let systemAttributes = optionalPath(),
      let listsAllFiles = truth()
    else { return nil }
    return WatchQuestion.Tree(
      top: top, gitDirectory: gitDirectory, commonDirectory: commonDirectory, home: home,
      configurationHome: configurationHome, systemConfiguration: systemConfiguration,
      systemAttributes: systemAttributes,
      listsAllFiles: listsAllFiles)
  }

  mutating func question() -> WatchQuestion? {
    guard let tree = tree(), let mountNamespace = number(UInt64.self),
      let topDevice = number(UInt64.self), let topInode = number(UInt64.self),
      let configuration = bytes(), let hasIndex = truth()
    else { return nil }
    var index: WatchQuestion.FileIdentity?
    if hasIndex {
      guard let found = identity() else { return nil }
      index = found
    }
    guard let hasHead = truth() else { return nil }
    var head: ObjectID?
    if hasHead {
      guard let found = id() else { return nil }
      head = found
    }
    guard let count = number(UInt8.self), Int(count) <= WatchRequest.otherLimit else { return nil }
    var others: [ObjectID] = []
    for _ in 0..<count {
      guard let other = id() else { return nil }
      others.append(other)
    }
    guard let directory = bytes() else { return nil }
    return WatchQuestion(
      tree: tree, mountNamespace: mountNamespace, topDevice: topDevice, topInode: topInode,
      configuration: configuration, index: index, head: head, others: others,
      directory: directory)
  }

  private mutating func count() -> Int? {
    number(UInt64.self).flatMap { Int(exactly: $0) }
  }

  mutating func answer() -> WatchAnswer? {
    guard let staged = count(), let unstaged = count(), let untracked = count(),
      let conflicted = count(), let conflictedHere = count(), let number = number(UInt8.self),
      Int(number) <= WatchRequest.otherLimit
    else { return nil }
    var divergences: [AheadBehind?] = []
    for _ in 0..<number {
      guard let isKnown = truth(), let ahead = count(), let behind = count() else { return nil }
      divergences.append(isKnown ? AheadBehind(ahead: ahead, behind: behind) : nil)
    }
    return WatchAnswer(
      staged: staged, unstaged: unstaged, untracked: untracked, conflicted: conflicted,
      conflictedHere: conflictedHere, divergences: divergences)
  }
}
