import Glibc
import SHA
public import System

/// The directory in which a user's prompts keep what they remember, one file a work tree.
public enum CacheDirectory {
  /// How many files are kept at most, and for how long after their last use.
  private static let countLimit = 256
  private static let daysLimit: Int64 = 30

  /// The file for a work tree and its index.
  static func path(in directory: String, of repository: Repository) -> String {
    let name = [repository.gitDirectory, repository.workTree ?? "", repository.indexFile]
      .joined(separator: "\0")
    var hash = Digest(.sha256)
    let bytes = Array(name.utf8)
    hash.add(bytes.span)
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.finished().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return directory + "/" + String(decoding: text, as: UTF8.self) + suffix
  }

  private static let suffix = ".tree"

  /// Puts a file in the place of another, or of none; where that fails, nothing is remembered.
  static func replace(_ path: String, by bytes: [UInt8]) {
    guard let directory = parent(of: path) else { return }
    let temporary = "\(path).\(getpid())"
    do throws(Errno) {
      try makeDirectories(directory)
      guard try Status(of: directory).owner == geteuid() else { return }
      expire(in: directory)
      // A name left by a process that was killed may be ours by its number.
      try? unlink(temporary)
      let file = try FileDescriptor(
        opening: temporary, [.writeOnly, .create, .exclusive, .noFollow], mode: 0o600)
      try file.writeAll(bytes)
      try rename(temporary, to: path)
    } catch {
      try? unlink(temporary)
    }
  }

  /// Removes files that have not been written for long, and the oldest of too many.
  private static func expire(in directory: String) {
    let files = all(in: directory)
    let now = Status.Time.now.seconds
    guard files.count >= countLimit || files.contains(where: { now - $0.1 > daysLimit * 86400 })
    else { return }
    for (place, (path, written)) in files.ordered(by: { $0.1 > $1.1 }).enumerated()
    where place >= countLimit / 2 || now - written > daysLimit * 86400 {
      try? unlink(path)
    }
  }

  private static func all(in directory: String) -> [(String, Int64)] {
    guard var listing = try? Directory(directory), let entries = try? listing.entries() else {
      return []
    }
    return entries.compactMap { entry in
      guard entry.name.text.contains(suffix) else { return nil }
      let path = directory + "/" + entry.name.text
      return (try? Status(of: path, followingLinks: false)).map { (path, $0.modified.seconds) }
    }
  }

  /// Removes all that is remembered in `directory`.
  ///
  /// - Returns: how many files were removed.
  @discardableResult
  public static func clear(_ directory: String) throws(Errno) -> Int {
    var count = 0
    for (path, _) in all(in: directory) {
      try unlink(path)
      count += 1
    }
    return count
  }
}
