import System

/// A file that settings are kept in: a line `name=value` for each.
public struct KeyValueFile: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Returns what was kept, or nothing where there is no file.
  ///
  /// - Throws: ``Refusal`` for what cannot be read.
  public func read() throws(Refusal) -> [String: String]? {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try File.read(path, limit: 65536)
    } catch {
      if error == .notFound || error == .notADirectory { return nil }
      throw Refusal.unreadable(path, error)
    }
    var entries: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
      entries[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    return entries
  }

  /// Keeps `entries`, in the place of what was there, as a whole or not at all.
  public func write(_ entries: [String: String]) throws(Refusal) {
    let text = entries.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.split(separator: "\n").joined(separator: " "))\n" }.joined()
    do throws(Errno) {
      try makeDirectories(above: path)
      try atomicWrite(Array(text.utf8), to: path)
    } catch {
      throw Refusal.unwritable(path, error)
    }
  }

  /// Forgets what was kept.
  public func remove() { try? unlink(path) }
}

/// Makes the directories that `path` is in, for this user only.
func makeDirectories(above path: String) throws(Errno) {
  guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
  try makeDirectories(String(path[..<slash]))
}
