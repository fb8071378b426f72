import System

/// A reference and the object that it leads to.
public struct Reference: Equatable, Sendable {
  /// The whole name, such as `refs/heads/main`; bytes, as they are stored.
  public let name: [UInt8]
  public let id: ObjectID
  /// What it leads to when tags are followed, where a file of packed references says that.
  var peeled: ObjectID?
}

/// The references of a repository, in files or in reftables.
public final class References {
  let gitDirectory: String
  let commonDirectory: String
  let isReftable: Bool
  private let format: ObjectFormat
  private lazy var packed = PackedReferencesFile(commonDirectory + "/packed-refs")
  private lazy var shared = ReftableStack(commonDirectory + "/reftable", format)
  private lazy var own =
    gitDirectory == commonDirectory ? shared : ReftableStack(gitDirectory + "/reftable", format)

  @export(interface) public convenience init(_ repository: Repository) {
    self.init(
      gitDirectory: repository.gitDirectory, commonDirectory: repository.commonDirectory,
      isReftable: repository.referenceFormat == .reftable, repository.format)
  }

  init(
    gitDirectory: String, commonDirectory: String, isReftable: Bool, _ format: ObjectFormat
  ) {
    self.gitDirectory = gitDirectory
    self.commonDirectory = commonDirectory
    self.isReftable = isReftable
    self.format = format
  }

  /// The `HEAD` of this work tree.
  @export(interface)
  public var head: Head? {
    let head = isReftable ? own.find(Array("HEAD".utf8)) : Head(at: gitDirectory + "/HEAD")
    if case .detached(let id)? = head, id.format != format { return nil }
    return head
  }

  /// The object that the reference `name` leads to, through symbolic references.
  ///
  /// - Returns: nothing where it does not exist, or its links go round.
  @export(interface) public func resolve(_ name: [UInt8]) -> ObjectID? {
    var name = name
    // As many links as git follows.
    for _ in 0..<5 {
      switch read(name) {
      case .detached(let id): return id
      case .symbolic(let next): name = next
      case nil: return nil
      }
    }
    return nil
  }

  public func resolve(_ name: String) -> ObjectID? { resolve(Array(name.utf8)) }

  /// Returns whether the work tree has a reference of its own called `name`, outside of `refs`.
  func hasOwn(_ name: String) -> Bool {
    if isReftable { return own.find(Array(name.utf8)) != nil }
    return kind(of: gitDirectory + "/" + name) == .file
  }

  /// Returns how many entries the log of a reference has that all work trees share, in reftables;
  /// nothing where the references are in files, or the log cannot be read.
  func reftableLogCount(of name: String) -> Int? {
    isReftable ? shared.logCount(of: Array(name.utf8)) : nil
  }

  /// Returns what the reference `name` holds itself.
  func read(_ name: [UInt8]) -> Head? {
    guard ReferenceName.isValid(name) else { return nil }
    let isOwn = ReferenceName.isPerWorktree(name)
    if isReftable { return (isOwn ? own : shared).find(name) }
    let directory = isOwn ? gitDirectory : commonDirectory
    switch Head.look(at: (directory + "/").pathBytes + name) {
    case .head(let head): return head
    // It is no more what an older list says of it.
    case .damaged: return nil
    case .nothing: return findPacked(name)
    }
  }

  private func findPacked(_ name: [UInt8]) -> Head? {
    packed?.find(name).map(Head.detached)
  }

  /// All references whose names begin with `prefix`, which ends in a slash, sorted by name.
  @export(interface) public func all(under prefix: String) -> [Reference] {
    let prefix = Array(prefix.utf8)
    let hasOwn = gitDirectory != commonDirectory
    var found: [[UInt8]: Head] = [:]
    if isReftable {
      shared.all(under: prefix, into: &found)
    } else {
      LooseReferences.all(under: prefix, in: commonDirectory, into: &found)
    }
    if hasOwn {
      for name in found.keys where ReferenceName.isPerWorktree(name) { found[name] = nil }
      if isReftable {
        own.all(under: prefix, into: &found)
      } else {
        LooseReferences.all(under: prefix, in: gitDirectory, into: &found) {
          ReferenceName.isPerWorktree($0)
        }
      }
    }
    // After the loose ones: what is packed meanwhile is in both, and not in neither.
    var packed = isReftable ? [] : packed?.all(under: prefix) ?? []
    if hasOwn { packed.removeAll { ReferenceName.isPerWorktree($0.name) } }
    return merged(packed, found)
  }

  /// All of both, sorted by name; of one name the second's.
  private func merged(
    _ packed: [Reference], _ heads: [[UInt8]: Head]
  ) -> [Reference] {
    if heads.isEmpty { return packed }
    var all: [Reference] = []
    all.reserveCapacity(packed.count + heads.count)
    var rest = packed[...]
    for name in heads.keys.sortedNames {
      while let entry = rest.first {
        let order = entry.name.span.order(before: name.span)
        guard order <= 0 else { break }
        rest.removeFirst()
        if order < 0 { all.append(entry) }
      }
      switch heads[name] {
      case .detached(let id)?: all.append(Reference(name: name, id: id))
      case .symbolic(let target)?:
        if let id = resolve(target) { all.append(Reference(name: name, id: id)) }
      case nil: break
      }
    }
    for entry in rest { all.append(entry) }
    return all
  }

  /// The references under `prefix` that may lead to `id`: packed ones that do, and all others.
  func candidates(for id: ObjectID, under prefix: String) -> [Reference] {
    let bytes = Array(prefix.utf8)
    guard !isReftable, let packed, let names = packed.names(of: id, under: bytes) else {
      return all(under: prefix)
    }
    var found: [[UInt8]: Head] = [:]
    for name in names { found[name] = packed.find(name).map(Head.detached) }
    LooseReferences.all(under: bytes, in: commonDirectory, into: &found)
    return merged([], found)
  }

  /// The shortest name by which git finds the reference again: `origin/main`.
  ///
  /// - Parameter strictly: whether no other reference may answer to it at all; otherwise none
  ///   that git would look for first.
  @export(interface) public func shorten(_ name: [UInt8], strictly: Bool) -> [UInt8] {
    for (place, rule) in Self.rules.enumerated().dropFirst().reversed() {
      guard let short = rule.short(name) else { continue }
      let isTaken = Self.rules.enumerated().contains { other, rule in
        other != place && (strictly || other < place) && resolve(rule.full(short)) != nil
      }
      if !isTaken { return short }
    }
    return name
  }

  /// The name at the end of the symbolic references that begin with `name`; it need not exist.
  @export(interface) public func target(of name: [UInt8]) -> [UInt8] {
    var name = name
    for _ in 0..<5 {
      guard case .symbolic(let next)? = read(name) else { break }
      name = next
    }
    return name
  }

  /// The references that git could take `short` for, with symbolic ones followed.
  func all(short: [UInt8]) -> [[UInt8]] {
    Self.rules.compactMap { rule in
      let name = rule.full(short)
      return resolve(name) == nil ? nil : target(of: name)
    }
  }

  /// The reference that git takes `short` for, and what it leads to: gitrevisions(7).
  @export(interface) public func find(short: [UInt8]) -> (reference: [UInt8], id: ObjectID)? {
    for rule in Self.rules {
      let name = rule.full(short)
      if let id = resolve(name) { return (name, id) }
    }
    return nil
  }

  private struct Rule: Sendable {
    let prefix: [UInt8]
    let suffix: [UInt8]

    func full(_ short: [UInt8]) -> [UInt8] { prefix + short + suffix }

    func short(_ name: [UInt8]) -> [UInt8]? {
      guard name.count > prefix.count + suffix.count, name.starts(with: prefix),
        name.suffix(suffix.count).elementsEqual(suffix)
      else { return nil }
      return Array(name[prefix.count..<(name.count - suffix.count)])
    }
  }

  private static let rules = [
    ("", ""), ("refs/", ""), ("refs/tags/", ""), ("refs/heads/", ""), ("refs/remotes/", ""),
    ("refs/remotes/", "/HEAD"),
  ].map { Rule(prefix: Array($0.0.utf8), suffix: Array($0.1.utf8)) }
}
