#if hasFeature(Embedded)
  import System

  // Swift 6.3 crashes with "metadata used in embedded mode" when a generic type of another module
  // holds a `MappedFile` whose deinit this module has not used. Remove this once it compiles
  // without.
  @inline(never) @used func useMappedFileDeinit() {
    let file = MappedFile()
    _ = file.count
  }
#endif
