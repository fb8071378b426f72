// The toolchain has the module Glibc for ordinary Swift only. This one takes its place in the build
// of Embedded Swift, so that the same sources compile in both.

@_exported public import CGlibc

/// The number of the last error of this thread: errno(3), a macro.
public var errno: CInt {
  get { detour_errno() }
  set { detour_set_errno(newValue) }
}

/// The result of a failed mmap(2), a macro.
// swift-format-ignore: AlwaysUseLowerCamelCase
public var MAP_FAILED: UnsafeMutableRawPointer! { detour_map_failed() }

/// The handler that ignores a signal, a macro.
// swift-format-ignore: AlwaysUseLowerCamelCase
public var SIG_IGN: (@convention(c) (CInt) -> Void)! { detour_ignore() }

/// The variables of environ(7), which Swift would not let through as a mutable global.
public var environ: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> { detour_environment() }
