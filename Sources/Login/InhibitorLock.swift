public import System

/// One of logind's locks, held until this goes.
///
/// The descriptor that logind gives *is* the lock: it ends when its last copy is closed, by
/// whatever death of its holder, and outlives logind and the bus.
public struct InhibitorLock: ~Copyable, Sendable {
  public let kind: InhibitWhat
  public let mode: InhibitMode
  private let descriptor: FileDescriptor

  init(_ kind: InhibitWhat, _ mode: InhibitMode, _ descriptor: consuming FileDescriptor) {
    self.kind = kind
    self.mode = mode
    self.descriptor = descriptor
  }

  /// Says whether programs that this process starts hold the lock, too, until they end.
  public borrowing func setInherited(_ inherited: Bool) throws(Errno) {
    try descriptor.setInherited(inherited)
  }
}

/// Locks that are held and released together.
public final class InhibitorLocks {
  /// An array holds no values with one owner.
  private final class Box {
    let lock: InhibitorLock
    init(_ lock: consuming InhibitorLock) { self.lock = lock }
  }

  private var boxes: [Box] = []

  public init() {}

  func add(_ lock: consuming InhibitorLock) { boxes.append(Box(lock)) }

  public var isEmpty: Bool { boxes.isEmpty }

  /// Lets go of all of them.
  public func release() { boxes = [] }

  /// Says whether programs that this process starts hold the locks, too, until they end.
  public func setInherited(_ inherited: Bool) throws(Errno) {
    for box in boxes { try box.lock.setInherited(inherited) }
  }
}
