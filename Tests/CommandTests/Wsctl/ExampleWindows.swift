import Foundation
import Support
import Testing

/// The windows that the examples are about, in one session.
final class ExampleWindows {
  /// Windows that the examples name: class, and title.
  private static let windows = [
    ("xterm", "one"), ("xterm", "two"), ("firefox", "Inbox"), ("thunderbird", "letters"),
    ("mpv", "film"), ("conky", "load"), ("gimp", "picture"), ("notes", "Notes"), ("xterm", "mutt"),
  ]

  private let variables: [String: String?]
  private let open: (_ title: String, _ windowClass: String) throws -> any Sendable
  private var clients: [String: any Sendable] = [:]
  /// The example before.
  private var last: String?

  init(
    variables: [String: String?], _ open: @escaping (String, String) throws -> any Sendable
  ) throws {
    let built = URL(filePath: product("wsctl")).deletingLastPathComponent().path
    self.variables = variables.merging(["PATH": "\(built):/usr/bin:/bin"]) { $1 }
    self.open = open
  }

  /// - Parameter refused: what a session cannot do, and a part of what is said of it.
  func runAll(refused: [String: String]) throws {
    let verbs = try Self.verbs()
    #expect(verbs.count >= 25)
    var all: [String] = []
    for verb in verbs where verb != "extension" {
      let examples = try Self.examples(of: verb)
      #expect(!examples.isEmpty, "\(verb)")
      all += examples
    }
    all += try Self.examples(of: nil)
    for name in refused.keys { #expect(all.contains(name), "\(name)") }
    for example in all {
      try prepare(example)
      let outcome = try run(example)
      if let reason = refused[example] {
        #expect(outcome.code == 1 && outcome.error.contains(reason), "\(example): \(outcome)")
      } else if outcome.code == 3 {
        // What is under other windows may draw only when it is seen, which is said.
        #expect(outcome.error.contains("once it is shown"), "\(example): \(outcome)")
      } else {
        #expect(outcome.code == 0, "\(example): \(outcome)")
      }
    }
  }

  /// The names of all verbs, as the help has them.
  private static func verbs() throws -> [String] {
    let help = try Support.run([product("wsctl"), "--help"]).output
    let lists = help.split(separator: "\n").drop { !$0.hasPrefix("WORKSPACES:") }
    return lists.compactMap { line in
      guard line.hasPrefix("  "), line.dropFirst(2).first?.isLowercase == true else { return nil }
      return line.split(separator: " ").first.map(String.init)
    }
  }

  /// The lines of an example, without what stands beside them.
  private static func examples(of verb: String?) throws -> [String] {
    let help = try Support.run(
      [product("wsctl")] + (verb.map { ["help", $0] } ?? ["--help"]), variables: ["COLUMNS": "200"]
    ).output
    return help.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  wsctl ") || line.hasPrefix("  $ wsctl ") else { return nil }
      let text = line.drop { $0 == " " || $0 == "$" }
      return text.range(of: "  ").map { String(text[..<$0.lowerBound]) } ?? String(text)
    }
  }

  /// Everything as it is at first: the windows on the first workspace, and a terminal with the focus.
  private func prepare(_ example: String) throws {
    func had(_ verbs: String...) -> Bool {
      last.map { before in verbs.contains { before.contains("wsctl \($0)") } } ?? true
    }
    defer { last = example }
    if ["switch", "count", "name", "grid", "move"].contains(where: example.contains) {
      try wsctl("count", "6")
      try wsctl("grid", "6x1")
      try wsctl("name", "2", "Mail")
    }
    let list = try Support.run([product("wsctl"), "windows"], variables: variables).output
    for (windowClass, title) in Self.windows
    where !list.contains(" \(title)\n") {
      clients[title] = nil
      clients[title] = try open(title, windowClass)
      try wsctl("wait", "opened", "title==\(title)", "--timeout", "60")
    }
    if had("move", "count", "run-or-raise", "sticky", "watch") {
      try wsctl("move", "1", "class=/./", "--all-matches")
    }
    if had("fullscreen") { try wsctl("fullscreen", "off", "class=/./", "--all-matches") }
    if example.contains("last") { try wsctl("switch", "2") }
    try wsctl("switch", "1")
    try wsctl("activate", "title==\(example.contains("active class=gimp") ? "picture" : "one")")
    if example.contains("wait workspace 2") { try wsctl("switch", "2") }
  }

  private func run(_ example: String) throws -> Outcome {
    guard example.hasPrefix("wsctl watch") else {
      return try Support.run(["sh", "-c", example], variables: variables, within: .seconds(60))
    }
    // It runs on and on: what it tells of a switch is what it is for.
    let watcher = try Background(
      ["sh", "-c", example.replacing("jq -r", with: "jq --unbuffered -r")], variables: variables)
    let tells = try eventually {
      try wsctl("switch", "3")
      try wsctl("switch", "1")
      return watcher.output.split(separator: "\n").contains {
        $0 == "3" || ($0.contains(#""event":"workspace""#) && $0.contains(#""number":3"#))
      }
    }
    return Outcome(error: watcher.error, code: tells ? 0 : 1)
  }

  private func wsctl(_ words: String...) throws {
    let outcome = try Support.run(
      [product("wsctl")] + words, variables: variables, within: .seconds(60))
    #expect([0, 3].contains(outcome.code), "\(words): \(outcome)")
  }
}
