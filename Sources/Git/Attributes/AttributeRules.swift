import System

/// The attribute files that hold in one directory, the strongest first.
struct AttributeRules: Sendable {
  private struct Level: Sendable {
    let file: AttributeFile
    /// The length of the directory's path, with the slash at its end.
    let base: Int
  }

  // The weakest first.
  private var levels: [Level] = []
  /// `info/attributes`, which is stronger than any file in the work tree.
  private let strongest: AttributeFile?

  /// - Parameter weakest: those of the system and of the user, in this order.
  init(_ weakest: [AttributeFile], strongest: AttributeFile?) {
    levels = weakest.map { Level(file: $0, base: 0) }
    self.strongest = strongest
  }

  /// Adds the file of a directory in the work tree.
  mutating func add(_ file: AttributeFile, length: Int) {
    levels.append(Level(file: file, base: length))
  }

  /// Whether no file says anything.
  var isEmpty: Bool { strongest == nil && levels.allSatisfy { $0.file.lines.isEmpty } }

  /// Returns what the files say of a path that is no directory.
  func attributes(of path: Span<UInt8>, nameStart: Int) -> [[UInt8]: AttributeFile.Value] {
    var known: [[UInt8]: AttributeFile.Value] = [:]
    if let strongest { fill(&known, from: strongest, 0, path, nameStart) }
    for level in levels.reversed() { fill(&known, from: level.file, level.base, path, nameStart) }
    return known
  }

  private func fill(
    _ known: inout [[UInt8]: AttributeFile.Value], from file: AttributeFile, _ base: Int,
    _ path: Span<UInt8>, _ nameStart: Int
  ) {
    guard base <= nameStart else { return }
    for line in file.lines.reversed()
    where line.pattern.matches(
      path.extracting(droppingFirst: base), nameStart: nameStart - base, isDirectory: false)
    {
      fill(&known, line.assignments, depth: 0)
    }
  }

  private func fill(
    _ known: inout [[UInt8]: AttributeFile.Value], _ assignments: [AttributeFile.Assignment],
    depth: Int
  ) {
    for assignment in assignments.reversed() where known[assignment.name] == nil {
      known[assignment.name] = assignment.value
      // A macro of macros ends when all of its names are known.
      if assignment.value == .set, depth < 64, let macro = macro(assignment.name) {
        fill(&known, macro, depth: depth + 1)
      }
    }
  }

  private func macro(_ name: [UInt8]) -> [AttributeFile.Assignment]? {
    if let found = strongest?.macros[name] { return found }
    for level in levels.reversed() {
      if let found = level.file.macros[name] { return found }
    }
    return name.elementsEqual("binary".utf8) ? Self.binary : nil
  }

  /// The one macro that git itself brings, weaker than any other: `[attr]binary -diff -merge -text`.
  private static let binary = ["diff", "merge", "text"].map {
    AttributeFile.Assignment(name: Array($0.utf8), value: .unset)
  }
}

extension AttributeRules {
  /// The attribute files of a repository that are not in its work tree.
  ///
  /// - Parameter read: reads the file at a path, where there is one.
  init(of repository: Repository, foldsCase: Bool, read: (String) -> [UInt8]?) {
    func file(_ path: String?) -> AttributeFile? {
      guard let path, let bytes = read(path) else { return nil }
      return AttributeFile(bytes.span, foldsCase: foldsCase, allowsMacros: true)
    }
    let user = repository.userFile("core.attributesfile", byDefault: "git/attributes")
    self.init(
      [file(repository.options.systemAttributes), file(user)].compactMap { $0 },
      strongest: file(repository.commonDirectory + "/info/attributes"))
  }
}
