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
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard line.first != UInt8(ascii: "#"), let equals = line.firstIndex(of: UInt8(ascii: "="))
      else { continue }
      entries[String(path: Array(line[..<equals]))] = String(path: Array(line[(equals + 1)...]))
    }
    return entries
  }

  /// Keeps `entries`, in the place of what was there, as a whole or not at all. Where the user has put a
  /// link, its target is written.
  public func write(_ entries: [String: String]) throws(Refusal) {
    let lines = entries.sorted { $0.key < $1.key }.map { key, value in
      let words = value.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
      return "\(key)=\(words.map { String($0) }.joined(separator: " "))\n"
    }
    do throws(Errno) {
      try makeDirectories(above: path)
      try atomicWrite(lines.joined().pathBytes, to: realPath(of: path) ?? path)
    } catch {
      throw Refusal.unwritable(path, error)
    }
  }

  /// Forgets what was kept.
  public func remove() { try? unlink(path) }
}

/// Makes the directories that `path` is in, for this user only.
func makeDirectories(above path: String) throws(Errno) {
  guard let slash = path.unicodeScalars.lastIndex(of: "/"), slash != path.startIndex else { return }
  try makeDirectories(String(path[..<slash]))
}
