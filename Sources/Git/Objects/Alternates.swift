import System

/// The other places of objects: gitrepository-layout(5), `objects/info/alternates`.
enum Alternates {
  /// All object directories of a repository, its own first.
  static func directories(of repository: Repository) -> [String] {
    let options = repository.options
    let own = repository.objectDirectory
    var found = [own]
    let named = options.alternateObjectDirectories.map {
      joined($0, to: options.directory)
    }
    for directory in named { add(directory, depth: 0, to: &found) }
    addAlternates(of: own, depth: 0, to: &found)
    return found
  }

  private static func add(_ directory: String, depth: Int, to found: inout [String]) {
    guard let directory = realPath(of: directory), !found.contains(directory), found.count < 256,
      kind(of: directory) == .directory
    else { return }
    found.append(directory)
    addAlternates(of: directory, depth: depth + 1, to: &found)
  }

  private static func addAlternates(of directory: String, depth: Int, to found: inout [String]) {
    // As deep as git goes.
    guard depth <= 5,
      let bytes = try? File.read(directory + "/info/alternates", limit: 1 << 20)
    else { return }
    for line in bytes.split(separator: 0x0a) where line.first != UInt8(ascii: "#") {
      guard !line.contains(0) else { continue }
      add(joined(line.path, to: directory), depth: depth, to: &found)
    }
  }
}
