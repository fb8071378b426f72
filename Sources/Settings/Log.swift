import CGio
import Synchronization

/// The messages that GLib would write to standard error: a failed write is told there and nowhere
/// else.
enum Log {
  private static let complaint = Mutex<String?>(nil)

  /// Takes GLib's messages over, once a process.
  static let quiet: Void = { g_log_set_writer_func(remember, nil, nil) }()

  static func takeComplaint() -> String? {
    complaint.withLock { kept in
      defer { kept = nil }
      return kept
    }
  }

  static func keep(_ message: String) {
    complaint.withLock { $0 = $0 ?? message }
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
