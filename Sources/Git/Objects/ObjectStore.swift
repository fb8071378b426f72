import System
import Zlib

/// The objects of a repository: loose ones, packs, and those of its alternates.
///
/// It keeps the packs that it has opened; one is meant to serve one answer, on one thread.
public final class ObjectStore {
  /// More than this of one object is not read: a prompt needs commits, trees and tags.
  public static let limit = 256 << 20

  public let format: ObjectFormat
  /// The object directories, the repository's own first.
  let directories: [String]
  let repository: Repository
  let configuration: Configuration
  private var packs: [PackDirectory]?
  private(set) lazy var grafts = Grafts(repository)
  /// What `git replace` put in the place of others.
  private(set) lazy var replacements = repository.replacements(references)
  private let references: References?
  /// The bases of deltas that were made last, by pack and offset.
  private var bases: [BaseKey: Object] = [:]
  private var basesSize = 0
  private let inflater = Inflater()

  private struct BaseKey: Hashable {
    let pack: ObjectIdentifier
    let offset: Int
  }

  /// - Parameter references: those of the repository, where they are open on this thread already.
  @export(interface) public init(_ repository: Repository, _ references: References? = nil) {
    self.repository = repository
    self.references = references
    format = repository.format
    configuration = repository.configuration
    directories = Alternates.directories(of: repository)
  }

  /// The object named `id`, or what replaces it.
  ///
  /// - Throws: `.missing` where there is none, `.corrupt` where it cannot be read.
  @export(interface)
  public func read(_ id: ObjectID, limit: Int = ObjectStore.limit) throws(ObjectFailure) -> Object {
    try readStored(replacement(of: id), limit: limit)
  }

  /// Returns whether some object has the name.
  @export(interface) public func contains(_ id: ObjectID) -> Bool {
    packed(id) != nil
      || directories.contains { kind(of: LooseObject.path(of: id, in: $0)) == .file }
  }

  /// The commit named `id`, or that a tag of that name leads to, with the parents that grafts and a
  /// shallow clone leave it.
  @export(interface) public func commit(_ id: ObjectID) throws(ObjectFailure) -> Commit {
    var id = id
    var object = try read(id)
    if object.kind == .tag {
      id = try peelToCommit(id)
      object = try read(id)
    }
    guard object.kind == .commit, var commit = Commit(object.bytes, format) else {
      throw .corrupt(id)
    }
    if let parents = grafts.parents(of: id) { commit.parents = parents }
    return commit
  }

  /// The tree of a commit; one that cannot be read is an error to git whatever it is wanted for.
  func rootTree(of commit: ObjectID) throws(ObjectFailure) -> ObjectID {
    let tree = try self.commit(commit).tree
    guard try read(tree).kind == .tree else { throw .corrupt(tree) }
    return tree
  }

  /// The directory named `id`.
  @export(interface) public func tree(_ id: ObjectID) throws(ObjectFailure) -> Tree {
    let object = try read(id)
    guard object.kind == .tree, let tree = Tree(object.bytes, format) else { throw .corrupt(id) }
    return tree
  }

  /// The commit that `id` names itself or through tags.
  @export(interface) public func peelToCommit(_ id: ObjectID) throws(ObjectFailure) -> ObjectID {
    let (last, kind) = try peel(id)
    guard kind == .commit else { throw .corrupt(id) }
    return last
  }

  /// Returns what `id` leads to when every tag is followed, and what that is.
  func peel(_ id: ObjectID) throws(ObjectFailure) -> (ObjectID, Object.Kind) {
    var id = id
    // Far more tags of tags than anybody makes; a ring of them cannot be, by their names.
    for _ in 0..<64 {
      let object = try read(id)
      guard object.kind == .tag else { return (id, object.kind) }
      guard let tag = Tag(object.bytes, format) else { throw .corrupt(id) }
      id = tag.target
    }
    throw .corrupt(id)
  }

  func replacement(of id: ObjectID) -> ObjectID {
    guard !replacements.isEmpty else { return id }
    var id = id
    // As many as git follows.
    for _ in 0..<5 {
      guard let next = replacements[id] else { break }
      id = next
    }
    return id
  }

  private func readStored(_ id: ObjectID, limit: Int) throws(ObjectFailure) -> Object {
    guard id.format == format else { throw .missing(id) }
    // A prompt's commit is mostly young and loose; once packs are open, most are packed.
    if packs == nil, let object = try loose(id, limit: limit) { return object }
    if let (pack, offset) = packed(id), let data = pack.data {
      return try read(at: offset, in: data, as: id, limit: limit)
    }
    if let object = try loose(id, limit: limit) { return object }
    if id == .emptyTree(format) { return Object(kind: .tree, bytes: []) }
    if id == .emptyBlob(format) { return Object(kind: .blob, bytes: []) }
    throw .missing(id)
  }

  private func loose(_ id: ObjectID, limit: Int) throws(ObjectFailure) -> Object? {
    for directory in directories {
      if let object = try LooseObject.read(id, in: directory, limit: limit) { return object }
    }
    return nil
  }

  /// The path of the pack that the object is in.
  func packPath(of id: ObjectID) -> [UInt8]? { packed(id)?.0.path.pathBytes }

  private func packed(_ id: ObjectID) -> (Pack, Int)? {
    for directory in openPacks() {
      if let found = directory.find(id) { return found }
    }
    return nil
  }

  /// The pack directories of all object directories.
  func openPacks() -> [PackDirectory] {
    if let packs { return packs }
    let opened = directories.map { PackDirectory($0 + "/pack", format) }
    packs = opened
    return opened
  }

  /// The object at an offset: the chain of deltas is followed to its base, and applied back.
  private func read(
    at offset: Int, in data: PackData, as id: ObjectID, limit: Int
  ) throws(ObjectFailure) -> Object {
    var deltas: [(offset: Int, bytes: [UInt8])] = []
    var offset = offset
    var object: Object?
    while object == nil {
      let key = BaseKey(pack: ObjectIdentifier(data), offset: offset)
      if let base = bases[key] {
        object = base
        break
      }
      // A delta of a delta, and so on: git makes 50 of them by default, and 4095 at most.
      guard let entry = data.entry(at: offset), deltas.count < 4096 else { throw .corrupt(id) }
      guard entry.size <= limit else { throw .tooLarge(id) }
      guard let bytes = data.bytes(of: entry, inflater) else { throw .corrupt(id) }
      switch entry.shape {
      case .whole(let kind): object = Object(kind: kind, bytes: bytes)
      case .offsetDelta(let base):
        deltas.append((offset, bytes))
        offset = base
        continue
      case .namedDelta(let base):
        deltas.append((offset, bytes))
        guard let pack = packed(base), pack.0.data === data else {
          // Only a pack that is still on its way lacks its bases; another pack may have it.
          object = try readElsewhere(base, than: id, limit: limit)
          continue
        }
        offset = pack.1
        continue
      }
      if !deltas.isEmpty, let object { remember(object, key) }
    }
    guard var object else { throw .corrupt(id) }
    while let (place, delta) = deltas.popLast() {
      guard let bytes = Delta.apply(delta, to: object.bytes, limit: limit) else {
        throw .corrupt(id)
      }
      object = Object(kind: object.kind, bytes: bytes)
      if !deltas.isEmpty { remember(object, BaseKey(pack: ObjectIdentifier(data), offset: place)) }
    }
    return object
  }

  private func readElsewhere(
    _ base: ObjectID, than id: ObjectID, limit: Int
  ) throws(ObjectFailure) -> Object {
    // A base that is loose ends the chain: no ring of packs can be made by hostile hands.
    guard let object = try loose(base, limit: limit) else { throw .corrupt(id) }
    return object
  }

  private func remember(_ object: Object, _ key: BaseKey) {
    guard object.bytes.count < 1 << 20 else { return }
    if basesSize > 16 << 20 {
      bases.removeAll()
      basesSize = 0
    }
    bases[key] = object
    basesSize += object.bytes.count
  }
}
