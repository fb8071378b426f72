import DBus
import System

/// The service's result of one touch, in its own words; the set is open.
public struct EnrolmentResult: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let stagePassed = EnrolmentResult(rawValue: "enroll-stage-passed")
  public static let completed = EnrolmentResult(rawValue: "enroll-completed")
  /// The reader itself has the finger already.
  public static let duplicate = EnrolmentResult(rawValue: "enroll-duplicate")
}

/// The progress of an enrolment.
public struct EnrolmentProgress: Equatable, Sendable {
  public let result: EnrolmentResult
  /// The good touches until now.
  public let passed: Int
  /// How many it takes, or 0 where the reader does not say.
  public let stages: Int
}

/// The reason why a finger could not be enrolled.
public enum EnrolmentError: Error, Hashable, Sendable {
  /// Another program uses the reader, or has not released it.
  case inUse
  /// The reader does not open: what the service said.
  case doesNotOpen(String)
  /// The system does not allow it: what the service said.
  case notAllowed(String)
  /// The service failed otherwise: what it said.
  case service(String)
  /// The enrolment ended with this result.
  case ended(EnrolmentResult)
  /// Nobody touched the reader in time.
  case untouched
  /// The reader took the finger, and does not list it.
  case notListed
  /// The reader has that finger already: enrolling it would replace the print.
  case isKnown(String)

  init(_ error: DBusError) {
    self =
      switch error.name {
      case .alreadyInUse: .inUse
      case .internalError: .doesNotOpen(error.message)
      case .permissionDenied: .notAllowed(error.message)
      default: .service(error.description)
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
    progress: (EnrolmentProgress) throws -> Void
  ) throws {
    do throws(DBusError) {
      try call(reader, "Claim", [.string("")])
    } catch {
      throw EnrolmentError(error)
    }
    // What comes of a touch is the user's to read, also when letting go of the reader fails then.
    defer { try? call(reader, "Release") }
    try watch(finger, reader, patience, progress)
    let listed: [String]
    do throws(DBusError) { listed = try fingers(on: reader) } catch {
      throw EnrolmentError(error)
    }
    guard listed.contains(finger) else { throw EnrolmentError.notListed }
  }

  /// The results of touches, in their order.
  private final class Touches {
    var queue: [(result: EnrolmentResult, done: Bool)] = []
  }

  private func watch(
    _ finger: String, _ reader: Reader, _ patience: Duration,
    _ progress: (EnrolmentProgress) throws -> Void
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
      throw EnrolmentError(error)
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
        throw EnrolmentError.untouched
      }
      let (result, done) = touches.queue.removeFirst()
      if result == .stagePassed || result == .completed { passed += 1 }
      try progress(EnrolmentProgress(result: result, passed: passed, stages: max(0, stages)))
      guard done else { continue }
      guard result == .completed else { throw EnrolmentError.ended(result) }
      return
    }
  }
}
