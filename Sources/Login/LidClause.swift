/// Conditions of which at least one must hold, such as `ac/docked`.
public struct LidClause: Hashable, Sendable {
  public let alternatives: Set<LidCondition>

  public init(_ alternatives: LidCondition...) { self.alternatives = Set(alternatives) }

  /// - Returns: nil if one of the words between the slashes is no condition.
  public init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    let conditions = words.compactMap { LidCondition(String($0)) }
    guard conditions.count == words.count else { return nil }
    alternatives = Set(conditions)
  }

  public var word: String { alternatives.map(\.word).sorted().joined(separator: "/") }

  /// What holds while none of the alternatives does: all of these.
  public var opposites: [LidClause] { alternatives.map { LidClause($0.opposite) } }

  /// Returns whether it holds.
  public func holds(_ readings: LidReadings) -> Bool {
    alternatives.contains { $0.holds(readings) }
  }
}

extension LidSettings {
  /// Conditions separated by commas or spaces, of which all must hold; `always` is none.
  ///
  /// - Throws: ``Refusal`` for a word that is none, and for conditions that never hold together.
  public static func conditions(_ text: String) throws(Refusal) -> Set<LidClause> {
    var clauses: Set<LidClause> = []
    for word in text.split(whereSeparator: { ", +".contains($0) }) where word != "always" {
      guard let clause = LidClause(String(word)) else {
        throw .unknownCondition(String(word))
      }
      clauses.insert(clause)
    }
    guard canHold(clauses) else {
      throw .neverTogether(clauses.map(\.word).sorted())
    }
    return clauses
  }

  /// Returns whether there is a state of the machine in which all of them hold.
  private static func canHold(_ clauses: Set<LidClause>) -> Bool {
    let subjects = LidCondition.Subject.allCases
    return (0..<1 << subjects.count).contains { bits in
      var readings = LidReadings()
      for (place, subject) in subjects.enumerated() {
        readings[subject] = bits >> place & 1 != 0
      }
      return clauses.allSatisfy { $0.holds(readings) }
    }
  }
}
