import Login

extension LidClause {
  /// The phrase for when the condition holds.
  var presence: String { alternatives.map(\.presence).sorted().joined(separator: " or ") }

  /// The phrase for when the condition does not hold.
  var absence: String { alternatives.map(\.absence).sorted().joined(separator: " and ") }
}

extension LidCondition {
  /// The phrase for when the condition holds.
  var presence: String {
    switch (subject, isNegated) {
    case (.ac, false): "on external power"
    case (.ac, true): "on battery"
    case (.docked, false): "docked"
    case (.docked, true): "not docked"
    case (.externalDisplay, false): "with an external display"
    case (.externalDisplay, true): "without an external display"
    }
  }

  /// The phrase for when the condition does not hold.
  var absence: String {
    switch (subject, isNegated) {
    case (.ac, false): "not on external power"
    case (.externalDisplay, false): "no external display"
    case (.externalDisplay, true): "an external display is in use"
    default: opposite.presence
    }
  }
}
