// swift-crypto stands on FoundationEssentials, that on Swift's tasks, and those on libdispatch, which
// reads in /sys how many processors there are before the first line of a program. A prompt has no
// task: the linker takes the functions below for what the runtime wants of libdispatch, and with
// them that work is gone. They lie under the names alone, and none is ever called.
//
// In a debug build the program shares the tests' process, and they have tasks.

#if !DEBUG && !hasFeature(Embedded)
  private func noTask() -> Never { fatalError("gitps1 has no tasks") }

  @c(swift_dispatchEnqueueGlobal) func enqueueGlobal() { noTask() }
  @c(swift_dispatchEnqueueMain) func enqueueMain() { noTask() }
  @c(swift_dispatchEnqueueWithDeadline) func enqueueWithDeadline() { noTask() }
  @c(swift_task_enqueueOnDispatchQueue) func enqueueOnQueue() { noTask() }
  @c(dispatch_main) func runMainQueue() { noTask() }
  @c(dispatch_assert_queue) func assertQueue() { noTask() }

  /// In libdispatch this is a variable; the runtime asks for its place alone.
  @c(_dispatch_main_q) func mainQueue() { noTask() }
#endif
