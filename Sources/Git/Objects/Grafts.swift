import System

/// The commits whose parents are not those that they name: `shallow` and `info/grafts` of
/// gitrepository-layout(5), or the files that the environment names instead.
struct Grafts {
  private var parents: [ObjectID: [ObjectID]] = [:]

  var isEmpty: Bool { parents.isEmpty }

  init(_ repository: Repository) {
    let options = repository.options
    func path(_ named: String?, _ usual: String) -> String {
      named.map { joined($0, to: repository.currentDirectory) }
        ?? repository.commonDirectory + usual
    }
    if let bytes = try? File.read(path(options.graftFile, "/info/grafts")) {
      for line in bytes.split(separator: 0x0a) where line.first != UInt8(ascii: "#") {
        let ids = line.split(separator: 0x20).compactMap { ObjectID(hexadecimal: $0) }
        if let first = ids.first { parents[first] = Array(ids.dropFirst()) }
      }
    }
    if options.shallowFile?.isEmpty != true,
      let bytes = try? File.read(path(options.shallowFile, "/shallow"))
    {
      for line in bytes.split(separator: 0x0a) {
        if let id = ObjectID(hexadecimal: line) { parents[id] = [] }
      }
    }
  }

  /// A hash over all of them, in whatever order.
  func digest(_ hasher: KeyedHash) -> UInt64 {
    parents.reduce(0) { sum, graft in
      var own = hasher
      own.add(graft.key)
      for parent in graft.value { own.add(parent) }
      return sum &+ own.end
    }
  }

  /// The parents that `id` has by a graft.
  func parents(of id: ObjectID) -> [ObjectID]? { parents.isEmpty ? nil : parents[id] }
}
