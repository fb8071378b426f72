import Settings
import System

extension Change {
  /// Looks that the change can be made, and takes down what is there before it.
  ///
  /// - Throws: a text that says why it can't be made.
  func prepare() throws -> Record {
    guard let key else {
      if case .file(let path, text: _) = self, (try? Status(of: path)) != nil {
        throw Refused("it is there already")
      }
      return Record(self, before: nil)
    }
    let settings = try key.settings()
    guard try settings.isWritable(key.name) else {
      throw Failure.locked("\(key.schema) \(key.name)")
    }
    return Record(self, before: try settings.userValue(key.name)?.description)
  }

  /// The setting that it alters, where it alters one.
  var key: SettingKey? {
    switch self {
    case .setting(let key, to: _), .reset(let key), .list(let key, adding: _),
      .unlist(let key, removing: _):
      key
    case .file, .enrolment, .command: nil
    }
  }

  /// Makes the change.
  ///
  /// - Throws: a text that says why it could not be made.
  func apply() throws {
    switch self {
    case .setting(let key, let value):
      let settings = try key.settings()
      try settings.set(key.name, to: .other(value))
      try Settings.sync()
      let now = try settings.value(key.name).description
      guard now == value else { throw Refused("it is \(now) all the same") }
    case .reset(let key):
      try key.settings().reset(key.name)
      try Settings.sync()
    case .list(let key, adding: let values):
      try key.edit { list in list + values.filter { !list.contains($0) } }
    case .unlist(let key, removing: let values):
      try key.edit { list in list.filter { !values.contains($0) } }
    case .file(let path, let text):
      guard let slash = path.lastIndex(of: "/") else { throw Refused("it is no path") }
      try makeDirectories(String(path[..<slash]))
      let file = try FileDescriptor(
        opening: path, [.writeOnly, .create, .exclusive], mode: 0o644)
      try file.writeAll(Array(text.utf8))
    case .enrolment: throw Refused("that takes somebody at the reader")
    case .command(let words, undo: _): try runQuietly(words)
    }
  }
}

extension SettingKey {
  /// Alters a list of strings, and waits until that is saved.
  fileprivate func edit(_ change: ([String]) -> [String]) throws {
    let settings = try settings()
    guard case .strings(let list) = try settings.value(name) else {
      throw Refused("\(self) is no list of strings")
    }
    try settings.set(name, to: .strings(change(list)))
    try Settings.sync()
  }
}
