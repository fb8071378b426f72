import System

/// The packs of one object directory, with the multi-pack-index over them.
final class PackDirectory {
  private let path: String
  private let format: ObjectFormat
  private let multiPackIndex: MultiPackIndex?
  private var named: [String: Pack] = [:]
  /// Those that the multi-pack-index does not cover, the last one that had something first.
  private var packs: [Pack] = []
  /// The names of all indexes, `.idx` at their ends.
  let indexes: [String]

  init(_ path: String, _ format: ObjectFormat) {
    self.path = path
    self.format = format
    var names: [String] = []
    if var entries = try? Directory(path) {
      while let entry = try? entries.next() {
        let name = entry.name.text
        if name.hasSuffix(".idx") { names.append(name) }
      }
    }
    indexes = names.ordered { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    multiPackIndex = MultiPackIndex(directory: path, format)
    let covered = Set(multiPackIndex?.packs ?? [])
    for name in indexes where !covered.contains(name) {
      if let pack = Pack(index: path + "/" + name, format) { packs.append(pack) }
    }
  }

  /// The pack that has the object, and where in it.
  @_optimize(speed)
  func find(_ id: ObjectID) -> (Pack, Int)? {
    if let (name, offset) = multiPackIndex?.find(id), let pack = pack(name) {
      return (pack, offset)
    }
    for (place, pack) in packs.enumerated() {
      guard let offset = pack.offset(of: id) else { continue }
      if place > 0 { packs.swapAt(0, place) }
      return (pack, offset)
    }
    return nil
  }

  /// How many objects are packed here; one that is in several packs counts as often.
  var count: Int {
    packs.reduce(multiPackIndex?.count ?? 0) { $0 + $1.count }
  }

  /// Returns how many digits at its start `id` shares with another packed object, at most.
  func commonDigits(with id: ObjectID) -> Int {
    packs.reduce(multiPackIndex?.commonDigits(with: id) ?? -1) {
      max($0, $1.commonDigits(with: id))
    }
  }

  private func pack(_ name: String) -> Pack? {
    if let pack = named[name] { return pack }
    // The name comes from a file: it must not lead out of the directory.
    guard name.hasSuffix(".idx"), !name.utf8.contains(UInt8(ascii: "/")) else { return nil }
    let pack = Pack(index: path + "/" + name, format)
    named[name] = pack
    return pack
  }
}
