#if hasFeature(Embedded)
  import System
  import Tool

  // The compiler finds the deinit of a type of another module only where it is used.
  @inline(never) @used func useMapped() {
    let file = MappedFile()
    _ = file.count
  }

  typealias ArgumentVector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  @section(".init_array") @used
  private let start: @convention(c) (CInt, ArgumentVector?, ArgumentVector?) -> Void = {
    count, vector, _ in remember(count, vector)
  }
#endif
