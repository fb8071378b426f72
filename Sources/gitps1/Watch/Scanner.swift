import Git
import System

/// A thread that looks at one tree after the other, while others are answered for.
final class Scanner {
  private let pipe: Pipe
  /// The tree that is looked at.
  private var tree: WatchedTree?

  var isBusy: Bool { tree != nil }

  init() throws(Errno) { pipe = try Pipe() }

  /// A descriptor that is readable once a tree was looked at.
  var fileDescriptor: CInt { pipe.reading.rawValue }

  /// Looks at what is marked in a tree.
  func scan(_ tree: WatchedTree) { start(tree) { tree.scan() } }

  /// Looks at all of a tree, and compares.
  func audit(_ tree: WatchedTree) { start(tree) { tree.audit() } }

  private func start(_ tree: WatchedTree, _ body: @escaping @Sendable () -> Void) {
    let end = pipe.writing.rawValue
    tree.beginScan()
    self.tree = tree
    do throws(Errno) {
      try startThread {
        lowerPriority()
        body()
        try? writeAll([0], to: end)
      }
    } catch {
      body()
      self.tree = nil
    }
  }

  /// Takes note that the tree was looked at, and gives it back.
  func finish() -> WatchedTree? {
    _ = try? pipe.reading.read(atMost: 16)
    defer { tree = nil }
    return tree
  }
}
