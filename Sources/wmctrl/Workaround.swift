#if hasFeature(Embedded)
  import Tool

  typealias ArgumentVector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  @section(".init_array") @used
  private let start: @convention(c) (CInt, ArgumentVector?, ArgumentVector?) -> Void = {
    count, vector, _ in remember(count, vector)
  }
#endif
