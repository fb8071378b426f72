import Glibc
import System

/// Tries one input of libFuzzer's on the reader that `DETOUR_FUZZ_READER` names.
///
/// Only `Tests/fuzz` builds this; see there for how it is run.
@c(LLVMFuzzerTestOneInput)
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Reads bytes as one kind of file, and must neither trap, nor hang, nor ask for memory without
/// end.
typealias Reader = @Sendable ([UInt8]) -> Void

private let chosen: Reader = {
  let readers = [
    indexReaders, ruleReaders, configurationReaders, referenceReaders, objectReaders,
    historyReaders,
  ].reduce(into: [:]) { $0.merge($1) { one, _ in one } }
  let name = getenv("DETOUR_FUZZ_READER").map { String(cString: $0) } ?? ""
  guard let reader = readers[name] else {
    // So that the script can ask which there are; exit(3) would be a find to libFuzzer.
    let list = Array((readers.keys.sorted().joined(separator: "\n") + "\n").utf8)
    _exit(Glibc.write(1, list, list.count) == list.count && name.isEmpty ? 0 : 2)
  }
  return reader
}()

/// A directory for readers that need a file; the script removes it.
let room: String = {
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
