extension WorkspaceKeys {
  /// Patterns that keyboards have, and for which of the first twelve workspaces each is free: first
  /// a row that programs leave to the desktop, then the largest set.
  public func suggestions() -> [(pattern: String, free: [Int])] {
    let patterns = [
      "<Super>F%n", "<Control>F%n", "<Alt>F%n", "<Shift>F%n", "<Super>%n", "<Alt>%n",
      "<Control>%n", "<Super><Alt>%n", "<Control><Alt>%n", "<Control><Super>%n",
      "<Control><Alt>F%n",
    ]
    return patterns.map { pattern -> (pattern: String, free: [Int]) in
      // There is no key for a number of two digits.
      let numbers = pattern.contains("F%n") ? 1...12 : 1...9
      return (pattern, numbers.filter { isFree(pattern.replacing("%n", with: "\($0)"), for: $0) })
    }.enumerated().sorted { left, right in
      (Self.isDesktops(right.1) ? 1 : 0, right.1.free.count, left.0)
        < (Self.isDesktops(left.1) ? 1 : 0, left.1.free.count, right.0)
    }.map { ($1.0, $1.1) }
  }

  /// Returns whether it is a row of function keys with Super, which programs do not use, and of
  /// which the desktop itself has only some.
  private static func isDesktops(_ row: (pattern: String, free: [Int])) -> Bool {
    row.pattern == "<Super>F%n" && row.free.count >= 8
  }

  /// Returns whether no other action has the key than the switch to that workspace.
  private func isFree(_ text: String, for number: Int) -> Bool {
    Accelerator(text).map { accelerator in
      table.owners(of: accelerator).allSatisfy { $0.key == WorkspaceVerb.switching.key(number) }
    } ?? false
  }
}
