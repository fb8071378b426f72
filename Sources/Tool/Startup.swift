// Half of the run time of a small static program goes to what the Swift runtime does before its
// first line: it reads /proc/self/maps to find the arguments on the stack, and searches eight
// directories for a program that prints backtraces. The linker takes the functions below instead
// of the runtime's. Embedded Swift has no such runtime.

#if !hasFeature(Embedded)
  import CArguments

  typealias ArgumentVector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// Replaces the runtime's search for the arguments of `CommandLine`.
  @c(_swift_stdlib_getUnsafeArgvArgc)
  func arguments(_ count: UnsafeMutablePointer<CInt>) -> ArgumentVector? {
    count.pointee = detour_argument_count()
    return detour_argument_vector()
  }

  /// Replaces the runtime's setter, which is in one object file with that search; unused.
  @c(_swift_stdlib_overrideUnsafeArgvArgc)
  func setArguments(_ vector: ArgumentVector?, _ count: CInt) {}

  /// Replaces the search for the program that prints backtraces, which is not installed.
  @c(swift_copyAuxiliaryExecutablePath)
  func backtracer(_ name: UnsafePointer<CChar>?) -> UnsafePointer<CChar>? { nil }
#endif
