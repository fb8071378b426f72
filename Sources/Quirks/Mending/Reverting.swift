import Settings
import System

extension Record {
  /// How what a change altered is now.
  enum State: Equatable {
    /// As the change left it.
    case changed
    /// As it was before the change: it was never made, or somebody has put it back.
    case before
    /// Neither: the text says what it is.
    case otherwise(String)
  }

  /// How it is now; of a program nobody can tell, nor of a list what was in it.
  func state(on machine: Machine) -> State {
    switch change {
    case .setting(let key, let value):
      guard let now = key.value, now != value else { return .changed }
      return key.userValue == before ? .before : .otherwise(now)
    case .reset(let key):
      guard let now = key.userValue else { return before == nil ? .before : .changed }
      return now == before ? .before : .otherwise(now)
    case .list, .unlist, .command: return .changed
    case .file(let path, let text):
      do throws(Errno) {
        return try File.read(path, limit: 1 << 20) == Array(text.utf8)
          ? .changed : .otherwise("another text")
      } catch {
        return error == .notFound ? .before : .otherwise("\(error)")
      }
    case .enrolment(let finger, let reader): return machine.state(of: finger, on: reader)
    }
  }

  /// Puts back what was before the change, whatever is there now.
  func revert(on machine: Machine) throws {
    switch change {
    case .setting(let key, to: _), .reset(let key):
      let settings = try key.settings()
      if let before {
        try settings.set(key.name, to: .other(before))
      } else {
        try settings.reset(key.name)
      }
      try Settings.sync()
    case .list(let key, adding: let values):
      try putBack(key) { list in list.filter { !values.contains($0) } }
    case .unlist(let key, removing: let values):
      try putBack(key) { list in list + values.filter { !list.contains($0) } }
    case .file(let path, text: _):
      guard state(on: machine) != .before else { return }
      try unlink(path)
    case .enrolment(let finger, let reader):
      try machine.forget(finger, on: reader, missed: before != nil)
    case .command(_, let undo):
      guard !undo.isEmpty else { return }
      try runQuietly(undo)
    }
  }

  private func putBack(_ key: SettingKey, _ change: ([String]) -> [String]) throws {
    let settings = try key.settings()
    guard case .strings(let list) = try settings.value(key.name) else {
      throw Refused("\(key) is no list of strings")
    }
    let rest = change(list)
    // Where nobody had set it before and nothing else is in it now, the default counts again.
    if before == nil, case .strings(rest) = try settings.defaultValue(key.name) {
      try settings.reset(key.name)
    } else {
      try settings.set(key.name, to: .strings(rest))
    }
    try Settings.sync()
  }
}
