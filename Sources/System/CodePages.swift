import Glibc

/// Releases the memory of code pages that were only needed to start up.
///
/// For a process that sleeps most of its life: a page that is needed again is read from the file.
/// Wraps madvise(2) with `MADV_DONTNEED` over the code that /proc/self/maps lists; code is never
/// written to, so nothing is lost.
@export(interface) public func releaseCodePages() {
  // procfs reports size 0; the file is small.
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
