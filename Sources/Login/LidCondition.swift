/// A condition of `--only`, or its opposite.
public struct LidCondition: Hashable, Sendable {
  public enum Subject: String, Hashable, Sendable, CaseIterable {
    /// On external power.
    case ac
    /// In a dock or with an external display: what logind calls docked.
    case docked
    case externalDisplay = "external-display"
  }

  public let subject: Subject
  public let isNegated: Bool

  public init(_ subject: Subject, negated: Bool = false) {
    self.subject = subject
    isNegated = negated
  }

  /// The words `battery` and `undocked` are opposites; `not-` makes any other.
  public init?(_ word: String) {
    switch word {
    case "battery": self.init(.ac, negated: true)
    case "undocked": self.init(.docked, negated: true)
    default:
      let isNegated = word.hasPrefix("not-")
      guard let subject = Subject(rawValue: String(word.dropFirst(isNegated ? 4 : 0))) else {
        return nil
      }
      self.init(subject, negated: isNegated)
    }
  }

  public var word: String {
    switch (subject, isNegated) {
    case (.ac, true): "battery"
    case (.docked, true): "undocked"
    default: (isNegated ? "not-" : "") + subject.rawValue
    }
  }

  public var opposite: LidCondition { LidCondition(subject, negated: !isNegated) }

  /// All words that are understood, for messages and completions.
  public static let words = Subject.allCases.flatMap { subject in
    [false, true].map { LidCondition(subject, negated: $0).word }
  }

  /// Returns whether it holds.
  public func holds(_ readings: LidReadings) -> Bool {
    readings[subject] != isNegated
  }
}

extension LidReadings {
  /// Whether what a condition is about is so.
  public internal(set) subscript(subject: LidCondition.Subject) -> Bool {
    get { self[keyPath: Self.path(to: subject)] }
    set { self[keyPath: Self.path(to: subject)] = newValue }
  }

  private static func path(
    to subject: LidCondition.Subject
  ) -> WritableKeyPath<LidReadings, Bool> {
    switch subject {
    case .ac: \.externalPower
    case .docked: \.docked
    case .externalDisplay: \.externalDisplay
    }
  }
}
