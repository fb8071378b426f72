import System

/// Walks pieces of a work tree on one thread, beside the index.
struct Walker {
  let context: WalkContext
  var stack: DirectoryStack
  var contents: ContentComparison
  /// What was found to hold, to be remembered.
  var keys = KeySet()
  var listing = DirectoryBuffer()
  let buffers = BufferPool()

  init(_ context: WalkContext) throws(Errno) {
    self.context = context
    let objects = LazyObjects(context.repository)
    stack = try DirectoryStack(context, objects)
    contents = ContentComparison(context, objects)
  }

  @_optimize(speed)
  mutating func walk(_ piece: WalkPlan.Piece) {
    for number in piece.directories {
      if context.collector.isOver { break }
      stack.go(to: number, context.index)
      visit(number, only: piece.entries)
    }
    remember()
  }

  mutating func remember() {
    context.cache.add(keys)
    keys.removeAll()
  }

  /// Looks at what is in one directory, or at one of its entries.
  mutating func look(at number: Int, only: Range<Int>?) {
    stack.go(to: number, context.index)
    visit(number, only: only)
  }

  /// Looks at what is in the directory itself: for others first, which also tells whether there
  /// can be files that say how the tracked ones are compared, and then at those.
  @_optimize(speed)
  private mutating func visit(_ number: Int, only: Range<Int>?) {
    let state = stack.levels[stack.levels.count - 1].state
    if only?.isEmpty ?? true, context.collector.seeksUntracked {
      switch state {
      case .there(let status): seekUntracked(in: number, status, context.index)
      case .missing: break
      case .closed: context.collector.markUntrackedUnknown()
      }
    }
    if context.collector.seeksUnstaged, only.map({ !$0.isEmpty }) ?? true {
      compareFiles(of: number, only: only, state, context.index)
    }
  }
}
