// What the Swift runtime does before a static program's first line is half of what such a program
// takes: it reads /proc/self/maps for the stack that holds the arguments, and looks in eight
// places for a program that would print the stack after a crash. The linker takes the functions
// below instead of the runtime's own, and with them that work is gone.

typealias ArgumentVector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// The words that the process was started with, its own name first, as the C library has them.
///
/// Only ``remember`` writes them, before the first thread.
nonisolated(unsafe) private(set) var argumentVector: ArgumentVector?
nonisolated(unsafe) private(set) var argumentCount: CInt = 0

#if !hasFeature(Embedded)
  /// glibc hands what `main` gets to every function of this section, and calls them before it.
  @section(".init_array") @used
  private let remember: @convention(c) (CInt, ArgumentVector?, ArgumentVector?) -> Void = {
    count, vector, _ in
    argumentCount = count
    argumentVector = vector
  }
#else
  /// What a command of Embedded Swift calls from its own entry of that section.
  public func remember(
    _ count: CInt, _ vector: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) {
    argumentCount = count
    argumentVector = vector
  }
#endif

/// Where `CommandLine` has the arguments from.
@c(_swift_stdlib_getUnsafeArgvArgc)
func arguments(_ count: UnsafeMutablePointer<CInt>) -> ArgumentVector? {
  count.pointee = argumentCount
  return argumentVector
}

/// What `CommandLine` does to them when it is told others.
@c(_swift_stdlib_overrideUnsafeArgvArgc)
func setArguments(_ vector: ArgumentVector?, _ count: CInt) {
  argumentVector = vector
  argumentCount = count
}

/// Where the program that prints stacks is: nowhere, as it is not installed with these commands.
@c(swift_copyAuxiliaryExecutablePath)
func backtracer(_ name: UnsafePointer<CChar>?) -> UnsafePointer<CChar>? { nil }
