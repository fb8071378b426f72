import System

/// The attribute rules that hold in one directory, and a hash over all that they say.
struct DirectoryAttributes: Sendable {
  private(set) var rules: AttributeRules
  /// Tells these rules, and what the configuration says of them, from any others.
  private(set) var hasher: KeyedHash

  /// Those that hold in all of a work tree.
  init(of repository: Repository, _ cache: Cache, foldsCase: Bool) {
    var hasher = cache.hasher
    repository.configuration.forEach(in: ["core.", "filter."]) { key, value in
      hasher.add(key)
      hasher.add(value ?? [])
    }
    rules = AttributeRules(of: repository, foldsCase: foldsCase) { path in
      let bytes = try? File.read(path, limit: AttributeFile.limit)
      hasher.add(bytes ?? [])
      return bytes
    }
    self.hasher = hasher
  }

  /// Adds what the file of a directory says.
  mutating func add(_ bytes: [UInt8], length: Int, foldsCase: Bool) {
    rules.add(
      AttributeFile(bytes.span, foldsCase: foldsCase, allowsMacros: length == 0), length: length)
    hasher.add(UInt64(length))
    hasher.add(bytes)
  }

  /// Returns how the content of a file becomes that of its blob.
  ///
  /// - Parameters:
  ///   - path: from the top of the work tree.
  ///   - nameStart: where its last name begins.
  func conversion(of path: Span<UInt8>, nameStart: Int, _ context: WalkContext) -> Conversion {
    if rules.isEmpty, context.settings.lineEnds.automatic == .off { return .none }
    return Conversion(
      rules.attributes(of: path, nameStart: nameStart), context.settings.lineEnds,
      context.repository.configuration)
  }
}
