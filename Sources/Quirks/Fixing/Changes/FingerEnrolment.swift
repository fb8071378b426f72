public import Interchange

/// A person enrols a finger on a reader; undoing it deletes the finger there.
public struct FingerEnrolment: Change, Equatable {
  public static let kind = "finger"
  public let finger: String
  public let reader: String

  /// The value before the enrolment of a finger that was remembered and missing on the reader.
  static let missing = "missed"

  init(_ finger: String, reader: String) {
    self.finger = finger
    self.reader = reader
  }

  public var action: ChangeAction { .enrol(finger: finger, reader: reader) }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? { nil }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    throw .takesPerson
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    context.state(of: finger, on: reader)
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    try context.forget(finger, on: reader, missing: before != nil)
  }

  public var fields: [JSON.Field] {
    [.init("finger", .string(finger)), .init("reader", .string(reader))]
  }

  public init?(_ json: JSON) {
    guard let finger = json["finger"]?.string, Fprint.allFingers.contains(finger),
      let reader = json["reader"]?.string
    else { return nil }
    self.init(finger, reader: reader)
  }
}
