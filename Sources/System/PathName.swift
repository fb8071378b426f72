import Glibc

/// A file name: a string, or bytes that need not be UTF-8.
///
/// The caller ensures that bytes contain no NUL, which would truncate the name.
public protocol PathName {
  /// Calls `body` with the name as a C string.
  func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result
}

extension String: PathName {
  public func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    // Nearly all names are UTF-8.
    mayHoldBytes ? pathBytes.withPointer(body) : withCString(body)
  }
}

extension [UInt8]: PathName {
  public func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBytes { bytes in
      // The terminating NUL makes sure that there is a first byte.
      body(bytes.baseAddress!.assumingMemoryBound(to: CChar.self))
    }
  }
}
