import ArgumentParser
import System
import Tool
import WindowMessages
import Windows

/// The choice among several windows that match.
struct Selecting: ParsableArguments {
  @Flag(help: "Of several windows that match, take the one that was opened first.")
  var first = false

  @Flag(help: "Take all windows that match.")
  var allMatches = false

  func validate() throws {
    guard !(first && allMatches) else {
      throw ValidationError("--first and --all-matches exclude each other")
    }
  }

  /// The windows that are meant: one, unless all were asked for; never none.
  func clients(_ text: String, on system: SessionWindows) throws -> [Client] {
    try system.clients(text, first: first, all: allMatches)
  }
}

extension SessionWindows {
  /// The windows that are meant: one, unless all were asked for; never none.
  ///
  /// - Parameter first: whether of several the one that was opened first is meant.
  func clients(_ text: String, first: Bool, all: Bool) throws -> [Client] {
    let clients = try clients(matching: readSelector(text))
    guard let one = clients.first else { throw noMatch(text, on: self) }
    if all { return clients }
    guard first || clients.count == 1 else { throw WindowError.severalMatches(text, clients) }
    return [one]
  }
}

/// Reads which windows are meant.
func readSelector(_ text: String) throws -> Selector {
  do {
    return try Selector(text)
  } catch {
    switch error {
    case .namesNothing(let text): throw CommandError.usage("\"\(text)\" names no window")
    case .notAnExpression(let source):
      throw CommandError.usage("\"\(source)\" is not a regular expression")
    }
  }
}

/// Takes a word that says on, off or toggle off the front of `words`; it is on without one.
func takeChange(_ words: inout [String]) -> Toggle {
  guard let word = words.first, let change = Toggle(rawValue: word) else { return .on }
  words.removeFirst()
  return change
}

/// The window that is left of `words`, several criteria together: the active one when there is none.
func window(_ words: [String]) throws -> String {
  guard let first = words.first else { return ":active" }
  if let other = words.dropFirst().first(where: { !Selector.isCriterion($0) })
    ?? (words.count > 1 && !Selector.isCriterion(first) ? words[1] : nil)
  {
    throw CommandError.usage(
      "\"\(other)\" is one word too many: a title with spaces needs quotes")
  }
  return words.joined(separator: " ")
}

/// Returns the error for no match; on Wayland there may be a window that X11 does not see.
func noMatch(_ text: String, on system: SessionWindows) -> CommandError {
  CommandError(
    messages.text(.noMatch(text))
      + (system.hidesNativeWindows ? "; native Wayland windows are out of reach" : ""))
}

extension WindowSystem {
  /// Does something with each window, and then reports each that it failed with.
  ///
  /// - Throws: an exit with code 3 where the effect of all that was asked is to come yet, once a
  ///   window is shown.
  func each(_ clients: [Client], _ verification: Verification, _ action: (Client) -> WindowAction)
    throws
  {
    try each(clients) { try perform(action($0), verification: verification) }
  }

  /// Does more than one thing with each window, as `body` has it.
  func each(_ clients: [Client], _ body: (Client) throws -> Outcome) throws {
    var failures: [any Error] = []
    var pending: [WindowID] = []
    for client in clients {
      do {
        let outcome = try body(client)
        if case .constrained(let frame) = outcome {
          note("window \(client.id) is \(frame), which is as near as it can be")
        }
        if outcome == .pending { pending.append(client.id) }
      } catch {
        failures.append(error)
      }
    }
    if let last = failures.popLast() {
      for failure in failures { note("\(failure)") }
      throw last
    }
    guard let first = pending.first else { return }
    throw CommandError(
      pending.count == 1
        ? WindowMessages.pending("window \(first)")
        : "\(pending.count) windows take their size once they are shown", code: 3)
  }
}

/// Writes a line to standard error.
private func note(_ text: String) {
  // There is nobody left to tell when even this fails.
  try? System.writeAll(Array("wsctl: \(visible(text))\n".utf8), to: 2)
}
