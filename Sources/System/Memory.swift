import Glibc

/// Gives back the pages of code that starting up has brought in and that resting does not need.
///
/// For a process that sleeps most of its life. What it needs again comes from the file again.
/// Wraps madvise(2) with `MADV_DONTNEED`, over what /proc/self/maps shows to be code: only that is
/// never written to, so that nothing is lost.
public func giveBackCode() {
  // Not a regular file's size is told of it, and it is small.
  guard let file = try? FileDescriptor(opening: "/proc/self/maps"), let bytes = try? file.readAll()
  else { return }
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
    let fields = line.split(separator: " ", omittingEmptySubsequences: true)
    guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { continue }
    let ends = fields[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
    guard ends.count == 2, ends[0] < ends[1] else { continue }
    madvise(UnsafeMutableRawPointer(bitPattern: ends[0]), Int(ends[1] - ends[0]), MADV_DONTNEED)
  }
}
