public import DBus
import System

/// What the service says of one touch, in its own words; the set is open.
public struct EnrolmentResult: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let stagePassed = EnrolmentResult(rawValue: "enroll-stage-passed")
  public static let completed = EnrolmentResult(rawValue: "enroll-completed")
  /// The reader itself has the finger already.
  public static let duplicate = EnrolmentResult(rawValue: "enroll-duplicate")

  /// What it means for the person at the reader, and what to do.
  public var advice: String {
    switch rawValue {
    case "enroll-stage-passed": "good; lift the finger and put it on again"
    case "enroll-completed": "done"
    case "enroll-retry-scan": "it was not clear; once more"
    case "enroll-swipe-too-short": "that was too short; once more, slower and further"
    case "enroll-too-fast": "that was too fast; once more, slower"
    case "enroll-finger-not-centered": "the finger was not in the middle; once more"
    case "enroll-remove-and-retry": "lift the finger, wait a moment, and put it on again"
    case "enroll-duplicate":
      "the reader has this finger already, under another name or from another system: delete that first, or take another finger"
    case "enroll-data-full":
      "the reader's own memory is full: delete a finger with detour fingers delete"
    case "enroll-disconnected": "the reader has gone; plug it in and begin again"
    case "enroll-failed": "the reader gave up; begin again"
    case "enroll-unknown-error": "the service could not say what went wrong; begin again"
    default: rawValue
    }
  }
}

/// How far showing a finger to a reader has come.
public struct EnrolmentStep: Equatable, Sendable {
  public let result: EnrolmentResult
  /// The good touches until now.
  public let passed: Int
  /// How many it takes, or 0 where the reader does not say.
  public let stages: Int
}

/// Why a finger could not be shown to a reader.
public enum EnrolmentFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case service(DBusError)
  /// It ended, and this is how.
  case ended(EnrolmentResult)
  /// Nobody touched the reader for as long as it waits.
  case untouched

  public var description: String {
    switch self {
    case .service(let error) where error.name == .alreadyInUse:
      "another program uses the reader; where none does, restart the service: sudo systemctl restart fprintd.service"
    case .service(let error) where error.name == .internalError:
      "the reader does not open (\(error.message)); after a suspend this helps: sudo systemctl restart fprintd.service"
    case .service(let error) where error.name == .permissionDenied:
      "the system does not let this session enrol fingers: \(error.message)"
    case .service(let error): error.description
    case .ended(let result): result.advice
    case .untouched: "nobody touched the reader"
    }
  }
}

extension Fprint {
  /// Shows a finger to a reader until it knows it.
  ///
  /// Wraps `EnrollStart`, the signal `EnrollStatus`, and `EnrollStop`.
  ///
  /// - Parameters:
  ///   - patience: how long it waits for the next touch.
  ///   - progress: is called after each touch.
  /// - Returns: when the reader lists the finger.
  public func enrol(
    _ finger: String, on reader: Reader, patience: Duration = .seconds(60),
    progress: (EnrolmentStep) throws -> Void
  ) throws {
    do throws(DBusError) {
      try call(reader, "Claim", [.string("")])
    } catch {
      throw EnrolmentFailure.service(error)
    }
    // What comes of a touch is the user's to read, also when letting go of the reader fails then.
    defer { try? call(reader, "Release") }
    try watch(finger, reader, patience, progress)
    do throws(DBusError) {
      guard try fingers(on: reader).contains(finger) else {
        throw DBusError(.failed, "the reader took the finger and does not list it")
      }
    } catch {
      throw EnrolmentFailure.service(error)
    }
  }

  /// What came of touches, in their order.
  private final class Touches {
    var queue: [(result: EnrolmentResult, done: Bool)] = []
  }

  private func watch(
    _ finger: String, _ reader: Reader, _ patience: Duration,
    _ progress: (EnrolmentStep) throws -> Void
  ) throws {
    let touches = Touches()
    let token: Connection.Subscription
    do throws(DBusError) {
      token = try device(reader.path).subscribe(to: "EnrollStatus") { signal in
        guard signal.values.count == 2, let word = signal.values[0].string,
          let done = signal.values[1].boolean
        else { return }
        touches.queue.append((EnrolmentResult(rawValue: word), done))
      }
      try call(reader, "EnrollStart", [.string(finger)])
    } catch {
      throw EnrolmentFailure.service(error)
    }
    defer {
      try? call(reader, "EnrollStop")
      try? connection.unsubscribe(token)
    }
    // A reader may know how many it takes only while it is claimed.
    let stages =
      (try? device(reader.path).property("num-enroll-stages"))?
      .integer ?? reader.stages
    var passed = 0
    while true {
      guard try connection.wait(until: .after(patience), for: { !touches.queue.isEmpty }) else {
        throw EnrolmentFailure.untouched
      }
      let (result, done) = touches.queue.removeFirst()
      if result == .stagePassed || result == .completed { passed += 1 }
      try progress(EnrolmentStep(result: result, passed: passed, stages: max(0, stages)))
      guard done else { continue }
      guard result == .completed else { throw EnrolmentFailure.ended(result) }
      return
    }
  }
}
