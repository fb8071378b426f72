import Glibc
import System

/// Reads bytes as one kind of file, and must neither trap, nor hang, nor ask for memory without
/// end.
public typealias Reader = @Sendable ([UInt8]) -> Void

/// Makes all readers, by the names of their folders in the corpus.
@export(interface)
public func allReaders() -> [String: Reader] {
  var all: [String: Reader] = [:]
  for group in [
    indexReaders, ruleReaders, configurationReaders, referenceReaders, objectReaders,
    historyReaders, watchReaders,
  ] {
    for (name, reader) in group { all[name] = reader }
  }
  return all
}

/// A directory for readers that need a file; who runs them removes it.
public let room: String = {
  let path = (getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp") + "/\(getpid())"
  mkdir(path, 0o700)
  return path
}()

/// Writes a file for a reader that needs one.
func write(_ bytes: some Sequence<UInt8>, to path: String) {
  do throws(Errno) {
    try FileDescriptor(opening: path, [.writeOnly, .create, .truncate], mode: 0o600)
      .writeAll(Array(bytes))
  } catch {
    preconditionFailure("no room")
  }
}

/// The input taken apart at its NULs, as many parts as are asked for; the last has the rest.
func parts(_ bytes: [UInt8], _ count: Int) -> [[UInt8]] {
  var parts = bytes.split(
    separator: 0, maxSplits: count - 1, omittingEmptySubsequences: false
  ).map { Array($0) }
  while parts.count < count { parts.append([]) }
  return parts
}
