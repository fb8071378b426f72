import Settings
import System

extension Change {
  /// Makes the change.
  ///
  /// - Returns: what puts it back.
  /// - Throws: a text that says why it could not be made.
  func apply() throws -> Record {
    switch self {
    case .setting(let key, let value):
      let settings = try Settings(key.schema, path: key.path)
      let before = try settings.userValue(key.name)?.description
      try settings.set(key.name, to: .other(value))
      try Settings.sync()
      let now = try settings.value(key.name).description
      guard now == value else { throw Refused("it is \(now) all the same") }
      return Record(self, before: before)
    case .list(let key, let values):
      let settings = try Settings(key.schema, path: key.path)
      let before = try settings.userValue(key.name)?.description
      guard case .strings(let list) = try settings.value(key.name) else {
        throw Refused("\(key) is no list of strings")
      }
      try settings.set(
        key.name, to: .strings(list + values.filter { !list.contains($0) }))
      try Settings.sync()
      return Record(self, before: before)
    case .command(let words, _):
      try Self.run(words)
      return Record(self, before: nil)
    }
  }

  /// Runs a program with a deadline, quietly but for what it says on standard error.
  static func run(_ words: [String]) throws {
    let child: Child
    do throws(Errno) {
      child = try Child(words, input: .none, output: .none)
    } catch {
      throw Refused("\(words.first ?? ""): \(error)")
    }
    guard let end = try child.wait(until: .after(.seconds(60))) else {
      try child.send(.kill)
      _ = try child.wait(until: .after(.seconds(5)))
      throw Refused("it did not end within a minute")
    }
    guard end == .exited(0) else { throw Refused("it ended with code \(end.code)") }
  }
}

extension Record {
  /// Puts back what was before the change.
  ///
  /// - Throws: ``MendingFailure/changedSince(_:now:)`` when it is not as the change left it,
  ///   unless `force` says to put it back all the same.
  func revert(force: Bool) throws {
    switch change {
    case .setting(let key, let value):
      let settings = try Settings(key.schema, path: key.path)
      let now = try settings.value(key.name).description
      guard now == value || force else {
        throw MendingFailure.changedSince(change, now: now)
      }
      if let before {
        try settings.set(key.name, to: .other(before))
      } else {
        try settings.reset(key.name)
      }
      try Settings.sync()
    case .list(let key, let values):
      let settings = try Settings(key.schema, path: key.path)
      guard case .strings(let list) = try settings.value(key.name) else {
        throw Refused("\(key) is no list of strings")
      }
      let rest = list.filter { !values.contains($0) }
      // Where nobody had set it before and nothing else is in it now, the default counts again.
      if before == nil, case .strings(rest) = try settings.defaultValue(key.name) {
        try settings.reset(key.name)
      } else {
        try settings.set(key.name, to: .strings(rest))
      }
      try Settings.sync()
    case .command(_, let undo):
      guard !undo.isEmpty else { return }
      try Change.run(undo)
    }
  }
}

/// Why a change could not be made.
struct Refused: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
