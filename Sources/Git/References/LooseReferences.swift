import System

/// References in files of their own.
enum LooseReferences {
  /// Adds all whose names begin with `prefix`.
  static func all(
    under prefix: [UInt8], in directory: String, into found: inout [[UInt8]: Head],
    where isWanted: ([UInt8]) -> Bool = { _ in true }
  ) {
    let base = (directory + "/").pathBytes
    var pending = [prefix]
    // A tree of links that goes round is not followed: only real directories are.
    while let folder = pending.popLast() {
      guard var entries = try? Directory(base + folder) else { continue }
      while let entry = try? entries.next() {
        let name = folder + entry.name
        switch entry.kind {
        case .directory: pending.append(name + [UInt8(ascii: "/")])
        case .file, .link, .unknown:
          guard isWanted(name), ReferenceName.isValid(name), let head = Head(at: base + name)
          else { continue }
          found[name] = head
        case .special: continue
        }
      }
    }
  }
}
