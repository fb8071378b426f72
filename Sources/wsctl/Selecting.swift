import ArgumentParser
import Tool
import Windows

/// What to do when several windows match.
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
  func clients(_ text: String, on system: some WindowSystem) throws -> [Client] {
    let selector = try readSelector(text)
    let clients = try system.clients(matching: selector)
    guard let one = clients.first else { throw WindowError.noMatch(text) }
    if allMatches { return clients }
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

/// The one window that is left of `words`: the active one when there is none.
func window(_ words: [String]) throws -> String {
  guard words.count < 2 else {
    throw CommandError.usage(
      "\"\(words[1])\" is one word too many: a title with spaces needs quotes")
  }
  return words.first ?? ":active"
}
