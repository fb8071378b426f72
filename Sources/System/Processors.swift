import CLinux
import Glibc

/// The number of processors this process may run on: sched_getaffinity(2), or sysconf(3) if that
/// fails.
public var processorCount: Int {
  var set = [UInt8](repeating: 0, count: 1024)
  let used = set.withUnsafeMutableBytes { detour_processors($0.baseAddress, UInt32($0.count)) }
  if used > 0 { return max(1, set.prefix(used).reduce(0) { $0 + $1.nonzeroBitCount }) }
  return max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))
}
