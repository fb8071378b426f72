import Glibc

/// What names a file: text, or the bytes of a name that need not be UTF-8.
///
/// Bytes must hold no NUL, which would cut the name: the caller looks for it.
public protocol PathName {
  /// Calls `body` with the name as C takes it.
  func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result
}

extension String: PathName {
  public func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    // Hardly any name has a byte in it that is no UTF-8.
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
