import CGio
import Synchronization

/// The messages that GLib would write to standard error: a failed write is told there and nowhere
/// else.
enum Log {
  /// The first message since writing began; nothing that comes while only reading is of interest.
  private struct State {
    var isWriting = false
    var complaint: String?
  }

  private static let state = Mutex(State())

  /// Takes GLib's messages over, once a process.
  static let quiet: Void = { g_log_set_writer_func(remember, nil, nil) }()

  /// From here on messages are about what is written.
  static func beginWriting() {
    state.withLock { $0.isWriting = true }
  }

  /// Returns the first message since ``beginWriting()``.
  static func endWriting() -> String? {
    state.withLock { state in
      defer { state = State() }
      return state.complaint
    }
  }

  /// Keeps a message of the store, if it is about what is written.
  static func keep(_ message: String) {
    // Of a database that a profile names and that is not there: dconf reads on without it.
    guard !message.hasSuffix("expect degraded performance") else { return }
    state.withLock { state in
      if state.isWriting { state.complaint = state.complaint ?? message }
    }
  }
}

@c private func remember(
  _ level: GLogLevelFlags, _ fields: UnsafePointer<GLogField>?, _ count: gsize,
  _: UnsafeMutableRawPointer?
) -> GLogWriterOutput {
  let bad =
    G_LOG_LEVEL_ERROR.rawValue | G_LOG_LEVEL_CRITICAL.rawValue | G_LOG_LEVEL_WARNING.rawValue
  guard level.rawValue & bad != 0, let fields else { return G_LOG_WRITER_HANDLED }
  for field in UnsafeBufferPointer(start: fields, count: Int(count))
  where String(cString: field.key) == "MESSAGE" {
    guard let text = field.value?.assumingMemoryBound(to: CChar.self) else { continue }
    let bytes = field.length < 0 ? strlen(text) : Int(field.length)
    Log.keep(
      String(
        decoding: UnsafeRawBufferPointer(start: text, count: bytes), as: UTF8.self))
  }
  return G_LOG_WRITER_HANDLED
}
