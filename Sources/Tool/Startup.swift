// Half of the run time of a small static program goes to what the Swift runtime does before its
// first line: it reads /proc/self/maps to find the arguments on the stack, and searches eight
// directories for a program that prints backtraces. The linker takes the functions below instead
// of the runtime's. Embedded Swift has no such runtime, and takes the arguments the same way.

typealias ArgumentVector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The arguments of the process as C has them, set by ``remember`` before the first thread starts.
nonisolated(unsafe) private(set) var argumentVector: ArgumentVector?
nonisolated(unsafe) private(set) var argumentCount: CInt = 0

/// An entry of the table of functions that glibc calls before `main`, with its arguments.
@section(".init_array") @used
private let remember: @convention(c) (CInt, ArgumentVector?, ArgumentVector?) -> Void = {
  count, vector, _ in
  argumentCount = count
  argumentVector = vector
}

#if !hasFeature(Embedded)
  /// Replaces the runtime's search for the arguments of `CommandLine`.
  @c(_swift_stdlib_getUnsafeArgvArgc)
  func arguments(_ count: UnsafeMutablePointer<CInt>) -> ArgumentVector? {
    count.pointee = argumentCount
    return argumentVector
  }

  /// Replaces what the runtime does when `CommandLine` is given other arguments.
  @c(_swift_stdlib_overrideUnsafeArgvArgc)
  func setArguments(_ vector: ArgumentVector?, _ count: CInt) {
    argumentVector = vector
    argumentCount = count
  }

  /// Replaces the search for the program that prints backtraces, which is not installed.
  @c(swift_copyAuxiliaryExecutablePath)
  func backtracer(_ name: UnsafePointer<CChar>?) -> UnsafePointer<CChar>? { nil }
#endif
