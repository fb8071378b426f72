// The C library for an Embedded build, where Swift's own Glibc module is not to be had.
@_exported public import CGlibc

public var errno: CInt {
  get { detour_errno() }
  set { detour_set_errno(newValue) }
}
public var MAP_FAILED: UnsafeMutableRawPointer! { detour_map_failed() }
public var SIG_IGN: (@convention(c) (CInt) -> Void)! { detour_ignore() }
public var SIG_DFL: (@convention(c) (CInt) -> Void)! { detour_default() }
public var environ: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> { detour_environment() }
