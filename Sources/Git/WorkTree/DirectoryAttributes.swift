import System

/// The attribute rules that hold in one directory, and a hash over all that they say.
struct DirectoryAttributes: Sendable {
  private(set) var rules: AttributeRules
  /// Tells these rules, and what the configuration says of them, from any others.
  private(set) var mixer: Mixer

  /// Those that hold in all of a work tree.
  init(of repository: Repository, _ memory: Memory, foldsCase: Bool) {
    var mixer = memory.mixer
    repository.configuration.forEach(in: ["core.", "filter."]) { key, value in
      mixer.add(key)
      mixer.add(value ?? [])
    }
    rules = AttributeRules(of: repository, foldsCase: foldsCase) { path in
      let bytes = try? contents(of: path, limit: AttributeFile.limit)
      mixer.add(bytes ?? [])
      return bytes
    }
    self.mixer = mixer
  }

  /// Adds what the file of a directory says.
  mutating func add(_ bytes: [UInt8], length: Int, foldsCase: Bool) {
    rules.add(
      AttributeFile(bytes.span, foldsCase: foldsCase, allowsMacros: length == 0), length: length)
    mixer.add(UInt64(length))
    mixer.add(bytes)
  }

  /// How the content of a file becomes that of its blob.
  ///
  /// - Parameters:
  ///   - path: from the top of the work tree.
  ///   - nameStart: where its last name begins.
  func conversion(of path: Span<UInt8>, nameStart: Int, _ job: WalkJob) -> Conversion {
    if rules.isEmpty, job.settings.lineEnds.automatic == .off { return .none }
    return Conversion(
      rules.attributes(of: path, nameStart: nameStart), job.settings.lineEnds,
      job.repository.configuration)
  }
}
