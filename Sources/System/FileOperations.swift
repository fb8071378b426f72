import Glibc

extension FileDescriptor {
  /// Reads up to `limit` bytes; an empty result is the end of the file.
  ///
  /// Wraps read(2).
  @export(interface) public borrowing func read(atMost limit: Int) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      do throws(Errno) {
        count = try throwing { Glibc.read(rawValue, buffer.baseAddress, limit) }
      } catch {
        count = 0
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads into `buffer`, as much as it holds at most, and returns how many bytes: none at the end of
  /// the file.
  ///
  /// For what is read piece by piece: some C libraries give a large piece back to the system at once.
  /// Wraps read(2).
  @export(interface) public borrowing func read(into buffer: inout [UInt8]) throws(Errno) -> Int {
    let descriptor = rawValue
    return try throwing {
      buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    }
  }

  /// Reads to the end of the file.
  ///
  /// - Throws: ``Errno/tooLarge`` if there are more than `limit` bytes.
  public borrowing func readAll(limit: Int = 64 << 20) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try read(atMost: min(65536, limit + 1 - bytes.count))
      if more.isEmpty { return bytes }
      bytes += more
      if bytes.count > limit { throw .tooLarge }
    }
  }

  /// Writes all of `bytes`.
  ///
  /// Wraps write(2), repeated as needed.
  public borrowing func writeAll(_ bytes: [UInt8]) throws(Errno) {
    try System.writeAll(bytes, to: rawValue)
  }
}

/// Writes all of `bytes` to a descriptor inherited by the process, such as standard output.
public func writeAll(_ bytes: [UInt8], to descriptor: CInt) throws(Errno) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = try throwing {
      rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
    rest = rest.dropFirst(count)
  }
}

/// Whole files.
public enum File {
  /// Reads the whole of the regular file at `path`.
  ///
  /// A FIFO or a device of that name cannot block the caller: it is refused.
  ///
  /// - Throws: ``Errno/tooLarge`` if the file has more than `limit` bytes, ``Errno/invalid`` if it
  ///   is not a regular file.
  public static func read(_ path: some PathName, limit: Int = 64 << 20) throws(Errno) -> [UInt8] {
    let file = try FileDescriptor(opening: path, [.nonBlocking, .noTerminal])
    let status = try Status(of: file)
    guard status.kind == .file else { throw .invalid }
    guard status.size <= limit else { throw .tooLarge }
    // One byte more than expected shows the end; procfs reports size 0.
    let size = Int(status.size)
    guard size > 0 else { return try file.readAll(limit: limit) }
    let bytes = try file.read(atMost: size + 1)
    if bytes.count == size { return bytes }
    return try bytes + file.readAll(limit: limit - bytes.count)
  }
}

/// The target of a symbolic link: readlink(2).
public func target(ofLink path: some PathName) throws(Errno) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let count = try throwing {
    buffer.withUnsafeMutableBytes { room in
      path.withPointer {
        readlink($0, room.baseAddress!.assumingMemoryBound(to: CChar.self), room.count)
      }
    }
  }
  return Array(buffer.prefix(count))
}
