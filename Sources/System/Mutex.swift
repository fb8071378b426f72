#if hasFeature(Embedded)
  import CLinux
  import Glibc

  /// A value with a lock around it: the part of Synchronization's `Mutex` that is used here.
  ///
  /// Embedded Swift on Linux has `Atomic` but no `Mutex`. Wraps pthread_mutex_lock(3).
  public final class Mutex<Value>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var value: Value

    public init(_ value: sending Value) {
      self.value = value
      lock.initialize(to: pthread_mutex_t())
      pthread_mutex_init(lock, nil)
    }

    deinit {
      pthread_mutex_destroy(lock)
      lock.deallocate()
    }

    /// Calls `body` with the value while this thread holds the lock.
    public func withLock<Result>(
      _ body: (inout sending Value) -> sending Result
    ) -> sending Result {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      return body(&value)
    }
  }
#endif
