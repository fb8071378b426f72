import CLinux

/// A pipe, both ends close-on-exec.
public struct Pipe: ~Copyable, Sendable {
  public let reading: FileDescriptor
  public let writing: FileDescriptor

  /// Creates a pipe: pipe2(2).
  @export(interface) public init() throws(Errno) {
    var ends: (CInt, CInt) = (-1, -1)
    _ = try throwing {
      withUnsafeMutableBytes(of: &ends) {
        detour_pipe($0.baseAddress!.assumingMemoryBound(to: CInt.self))
      }
    }
    reading = FileDescriptor(owning: ends.0)
    writing = FileDescriptor(owning: ends.1)
  }

  /// Returns both descriptors without closing them; the caller owns them.
  public consuming func split() -> (reading: CInt, writing: CInt) {
    let ends = (reading.release(), writing.release())
    return ends
  }
}
