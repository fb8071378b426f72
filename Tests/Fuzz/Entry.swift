import FuzzReaders
import Glibc

/// Tries one input of libFuzzer's on the reader that `DETOUR_FUZZ_READER` names.
///
/// Only `Tests/fuzz` builds this; see there for how it is run.
@c(LLVMFuzzerTestOneInput)
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let chosen: Reader = {
  let name = getenv("DETOUR_FUZZ_READER").map { String(cString: $0) } ?? ""
  let readers = allReaders()
  guard let reader = readers[name] else {
    // So that the script can ask which there are; exit(3) would be a find to libFuzzer.
    let list = Array((readers.keys.sorted().joined(separator: "\n") + "\n").utf8)
    _exit(write(1, list, list.count) == list.count && name.isEmpty ? 0 : 2)
  }
  return reader
}()
