import System

/// Reads git's configuration files one after another, with all that they include.
struct ConfigurationReader {
  /// The repository that an `includeIf` asks about; missing where none is known yet.
  struct Place {
    let gitDirectory: String
    let commonDirectory: String
  }

  /// git would stop here: a file cannot be read, breaks the syntax, or includes without end.
  struct Refusal: Error {}

  private let options: DiscoveryOptions
  private let place: Place?
  private(set) var configuration = Configuration()
  /// What the repository's own file says of its format.
  private var format = RepositoryFormat()
  /// What `includeIf "hasconfig:remote.*.url:…"` is compared with.
  private var remotes: [[UInt8]]?
  /// Whether the URLs for that are being collected, and whether from a file that is included for
  /// their sake, which may have none itself.
  private var collectsRemotes = false
  private var forbidsRemotes = false

  init(_ options: DiscoveryOptions, at place: Place?) {
    self.options = options
    self.place = place
  }

  /// The configuration that no repository has a say in: of the system, the user and the command.
  static func protected(_ options: DiscoveryOptions) throws(Refusal) -> Configuration {
    var reader = ConfigurationReader(options, at: nil)
    try reader.readProtected()
    try reader.readCommand()
    return reader.configuration
  }

  /// The whole configuration of a repository.
  static func whole(
    _ options: DiscoveryOptions, gitDirectory: String, commonDirectory: String
  ) throws(Refusal) -> (Configuration, RepositoryFormat) {
    let place = Place(gitDirectory: gitDirectory, commonDirectory: commonDirectory)
    var reader = ConfigurationReader(options, at: place)
    try reader.readAll(gitDirectory: gitDirectory, commonDirectory: commonDirectory)
    return (reader.configuration, reader.format)
  }

  /// Returns what one file says without what it includes: nothing where it cannot be read.
  static func file(_ path: String) -> Configuration {
    var configuration = Configuration()
    guard let bytes = try? File.read(path, limit: 16 << 20),
      let file = try? ConfigurationFile(bytes)
    else { return configuration }
    for variable in file.variables { configuration.add(variable, .command) }
    return configuration
  }

  private mutating func readAll(
    gitDirectory: String, commonDirectory: String
  ) throws(Refusal) {
    let own = try variables(of: commonDirectory + "/config", .local) ?? []
    format = RepositoryFormat(own)
    guard format.isReadable else { throw Refusal() }
    try readProtected()
    try take(own, .local, from: commonDirectory + "/config", depth: 0)
    if format.hasWorktreeConfiguration {
      let path = gitDirectory + "/config.worktree"
      let own = try variables(of: path, .worktree) ?? []
      for variable in own { format.takeWorkTree(variable) }
      try take(own, .worktree, from: path, depth: 0)
    }
    try readCommand()
  }

  private mutating func readProtected() throws(Refusal) {
    if let system = options.systemConfiguration { try read(system, .system, depth: 0) }
    if let named = options.globalConfiguration {
      for path in named { try read(path, .global, depth: 0) }
      return
    }
    if let home = options.configurationHome {
      try read(home + "/git/config", .global, depth: 0)
    }
    if let home = options.home { try read(home + "/.gitconfig", .global, depth: 0) }
  }

  private mutating func readCommand() throws(Refusal) {
    for (key, value) in options.configuration {
      guard let key = ConfigurationFile.normalised(key: key) else { throw Refusal() }
      try take(.init(key: key, value: value), .command, from: nil, depth: 0)
    }
  }

  // Several places call these three: each would have a copy otherwise.
  @inline(never)
  private mutating func read(
    _ path: String, _ scope: Configuration.Scope, depth: Int
  ) throws(Refusal) {
    guard let variables = try variables(of: path, scope) else { return }
    try take(variables, scope, from: path, depth: depth)
  }

  private mutating func take(
    _ variables: [ConfigurationFile.Variable], _ scope: Configuration.Scope, from path: String,
    depth: Int
  ) throws(Refusal) {
    for variable in variables { try take(variable, scope, from: path, depth: depth) }
  }

  /// The variables of a file; nil where there is no such file.
  @inline(never)
  private func variables(
    of path: String, _ scope: Configuration.Scope
  ) throws(Refusal) -> [ConfigurationFile.Variable]? {
    let bytes: [UInt8]
    do {
      bytes = try File.read(path, limit: 16 << 20)
    } catch .notFound {
      return nil
    } catch .notADirectory {
      return nil
    } catch .invalid where Git.kind(of: path) == .special {
      // `/dev/null` is how a file is switched off; a pipe is read by who made it.
      return nil
    } catch {
      // The user's own files may be closed to us, as under another user; git warns and goes on.
      if error == .accessDenied, scope == .global || scope == .system { return nil }
      throw Refusal()
    }
    guard let file = try? ConfigurationFile(bytes) else { throw Refusal() }
    return file.variables
  }

  @inline(never)
  private mutating func take(
    _ variable: ConfigurationFile.Variable, _ scope: Configuration.Scope, from file: String?,
    depth: Int
  ) throws(Refusal) {
    configuration.add(variable, scope)
    let key = variable.key
    if forbidsRemotes, key.hasPrefix("remote."), key.suffix(4).elementsEqual(".url".utf8) {
      throw Refusal()
    }
    guard let value = variable.value, try isInclude(key, from: file, scope) else { return }
    // As deep as git goes.
    guard depth < 10 else { throw Refusal() }
    guard let path = includePath(value, from: file) else {
      // A user whom the machine's own file does not have may be known to git all the same.
      if !Configuration.user(in: value).isEmpty { return }
      throw Refusal()
    }
    let forbade = forbidsRemotes
    defer { forbidsRemotes = forbade }
    if collectsRemotes, key.hasPrefix("includeif.hasconfig:") { forbidsRemotes = true }
    try read(path, scope, depth: depth + 1)
  }

  private func includePath(_ value: [UInt8], from file: String?) -> String? {
    guard !value.contains(0), let path = Configuration.path(value, home: options.home) else {
      return nil
    }
    if isAbsolute(path) { return path }
    // What a command line says has no place that a path could be relative to.
    guard let file, let directory = parent(of: normalised(file, at: options.directory)) else {
      return nil
    }
    return directory + "/" + path
  }

  private mutating func isInclude(
    _ key: [UInt8], from file: String?, _ scope: Configuration.Scope
  ) throws(Refusal) -> Bool {
    if key.elementsEqual("include.path".utf8) { return true }
    guard key.hasPrefix("includeif."), key.suffix(5).elementsEqual(".path".utf8),
      key.count > 15
    else { return false }
    let condition = Array(key[10..<(key.count - 5)])
    if condition.hasPrefix("gitdir:") {
      return isHere(Array(condition.dropFirst(7)), file, foldingCase: false)
    }
    if condition.hasPrefix("gitdir/i:") {
      return isHere(Array(condition.dropFirst(9)), file, foldingCase: true)
    }
    if condition.hasPrefix("onbranch:") {
      guard let branch = branch() else { return false }
      var pattern = Array(condition.dropFirst(9))
      if pattern.last == UInt8(ascii: "/") { pattern += Array("**".utf8) }
      return Self.matches(pattern, branch)
    }
    if condition.hasPrefix("hasconfig:remote.*.url:"), place != nil {
      if collectsRemotes { return true }
      let pattern = Array(condition.dropFirst(23))
      return try allRemotes().contains { Self.matches(pattern, $0) }
    }
    return false
  }

  /// The branch that HEAD stands for, at the end of all symbolic references.
  private func branch() -> [UInt8]? {
    guard let place else { return nil }
    let references = References(
      gitDirectory: place.gitDirectory, commonDirectory: place.commonDirectory,
      isReftable: format.references == .reftable, format.objects ?? .sha1)
    let name = references.target(of: Array("HEAD".utf8))
    guard name.hasPrefix("refs/heads/") else { return nil }
    return Array(name.dropFirst(11))
  }

  /// Returns whether the repository lies where the pattern of a `gitdir` condition says.
  private func isHere(_ pattern: [UInt8], _ file: String?, foldingCase: Bool) -> Bool {
    guard let place else { return false }
    var pattern = pattern
    if pattern.hasPrefix("~/") {
      guard let home = options.home else { return false }
      pattern = (realPath(of: home) ?? home).pathBytes + pattern.dropFirst()
    } else if !Configuration.user(in: pattern).isEmpty {
      guard let path = Configuration.path(pattern, home: nil) else { return false }
      pattern = path.pathBytes
    } else if pattern.hasPrefix("./") {
      guard let file, let real = realPath(of: file), let directory = parent(of: real) else {
        return false
      }
      pattern = directory.pathBytes + pattern.dropFirst()
    } else if pattern.first != UInt8(ascii: "/") {
      pattern = Array("**/".utf8) + pattern
    }
    if pattern.last == UInt8(ascii: "/") { pattern += Array("**".utf8) }
    return [realPath(of: place.gitDirectory), place.gitDirectory].contains { path in
      path.map { Self.matches(pattern, $0.pathBytes, foldingCase: foldingCase) } ?? false
    }
  }

  private static func matches(
    _ pattern: [UInt8], _ text: [UInt8], foldingCase: Bool = false
  ) -> Bool {
    Glob(pattern[...], isPath: true, foldsCase: foldingCase).matches(text.span)
  }

  /// The URLs of all remotes, from all files but those included for their sake.
  private mutating func allRemotes() throws(Refusal) -> [[UInt8]] {
    if let remotes { return remotes }
    remotes = []
    guard let place else { return [] }
    // A second reader takes in all that depends on one, which git refuses if it has another.
    var reader = ConfigurationReader(options, at: place)
    reader.collectsRemotes = true
    try reader.readAll(
      gitDirectory: place.gitDirectory, commonDirectory: place.commonDirectory)
    let found = reader.configuration.subsections(of: "remote", with: "url").flatMap { name in
      reader.configuration.texts(Array("remote.".utf8) + name + Array(".url".utf8))
    }
    remotes = found
    return found
  }
}
