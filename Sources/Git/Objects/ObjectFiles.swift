import System

/// The files that some objects are in: as long as these are there, so are the objects.
struct ObjectFiles: Equatable, Sendable {
  /// Their paths; an object that git knows by itself is in none.
  let paths: [[UInt8]]

  var areThere: Bool { paths.allSatisfy { (try? Status(of: $0))?.kind == .file } }

  init(_ paths: [[UInt8]] = []) { self.paths = paths }
}

extension ObjectStore {
  /// The files of objects, or of what replaces them; nothing where one of the objects is missing.
  func files(of ids: [ObjectID]) -> ObjectFiles? {
    var paths: [[UInt8]] = []
    for id in ids {
      let id = replacement(of: id)
      guard let path = loosePath(of: id) ?? packPath(of: id) else {
        if id == .emptyTree(format) { continue }
        return nil
      }
      if !paths.contains(path) { paths.append(path) }
    }
    return ObjectFiles(paths)
  }

  private func loosePath(of id: ObjectID) -> [UInt8]? {
    directories.lazy.map { LooseObject.path(of: id, in: $0) }.first { kind(of: $0) == .file }?
      .pathBytes
  }
}

extension ObjectFiles {
  /// For the cache: each after a NUL.
  var bytes: [UInt8] { paths.flatMap { [0] + $0 } }

  init(_ bytes: ArraySlice<UInt8>) { self.init(bytes.split(separator: 0).map(Array.init)) }
}
