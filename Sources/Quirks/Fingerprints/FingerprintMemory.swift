package import System

/// The fingers that each reader knew when it was last seen to know them all: a file of the user's
/// own, as the service has no memory of what it lost.
///
/// A line for each reader: its fingers with commas between, a tab, and its name.
package struct FingerprintMemory: Equatable {
  package private(set) var fingers: [String: Set<String>] = [:]

  /// Whose memory it is.
  package static let quirk = "fingerprints-forgotten"

  static let firstLine = "detour fingerprints 1"

  package init() {}

  /// Reads the file's text.
  ///
  /// - Returns: nothing for text that we did not write.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst() == Self.firstLine[...], lines.popLast() == "" else { return nil }
    for line in lines {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, fingers[String(parts[1])] == nil else { return nil }
      let names = parts[0].split(separator: ",").map(String.init)
      guard names.allSatisfy(Fprint.allFingers.contains) else { return nil }
      fingers[String(parts[1])] = Set(names)
    }
  }

  var text: String {
    let lines = fingers.sorted { $0.key < $1.key }.map { reader, fingers in
      fingers.sorted().joined(separator: ",") + "\t" + reader
    }
    return ([Self.firstLine] + lines).joined(separator: "\n") + "\n"
  }

  /// Returns what a reader knew and does not know any more, sorted.
  package func missing(from now: some Sequence<String>, on reader: String) -> [String] {
    (fingers[reader] ?? []).subtracting(now).sorted()
  }

  /// Remembers what a reader knows, beside what it knew before.
  package mutating func add(_ now: some Sequence<String>, on reader: String) {
    // A name that would break the file's lines is some other program's joke.
    guard !reader.unicodeScalars.contains(where: { $0.value < 0x20 }) else { return }
    let known = Set(now).intersection(Fprint.allFingers)
    guard !known.isEmpty else { return }
    fingers[reader, default: []].formUnion(known)
  }

  /// Forgets a finger that its user does not want back.
  package mutating func forget(_ finger: String, on reader: String) {
    fingers[reader]?.remove(finger)
    if fingers[reader]?.isEmpty == true { fingers[reader] = nil }
  }
}

extension FingerprintMemory {
  /// The reason why the memory can't be used.
  package enum Flaw: Error, Equatable {
    /// Somebody has changed the file, or something has broken it.
    case damaged(String)
    case file(String, Errno)
  }

  /// The file in a state directory.
  package static func path(in directory: String) -> String { directory + "/fingerprints" }

  /// The memory in a state directory; empty where there is none yet.
  package init(in directory: String) throws(Flaw) {
    let path = Self.path(in: directory)
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try File.read(path, limit: 1 << 20)
    } catch .notFound {
      self.init()
      return
    } catch {
      throw .file(path, error)
    }
    guard let text = String(validating: bytes, as: UTF8.self),
      let memory = FingerprintMemory(text: text)
    else { throw .damaged(path) }
    self = memory
  }

  /// Removes what was remembered.
  ///
  /// - Returns: whether there was anything.
  package static func erase(in directory: String) throws(Flaw) -> Bool {
    do throws(Errno) {
      try unlink(path(in: directory))
      return true
    } catch .notFound {
      return false
    } catch {
      throw .file(path(in: directory), error)
    }
  }

  /// Puts it in the place of what was remembered before, all at once.
  package func save(in directory: String) throws(Flaw) {
    let path = Self.path(in: directory)
    do throws(Errno) {
      try makeDirectories(directory)
      try atomicWrite(Array(text.utf8), to: path)
    } catch {
      throw .file(path, error)
    }
  }
}
