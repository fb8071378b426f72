import Foundation
import Support
import Testing

/// States in which prompts were reported to be wrong: `States` has a script for each.
///
/// The witness is git: its own prompt for ours, and `git status` for the counts of `--json`. The
/// first line of a script may say that it is for a user other than root, for root alone, or for a
/// newer git than the installed one.
@Suite struct StateTests {
  private static let folder = packageRoot + "/Tests/CommandTests/Gitps1/States"

  private static func names(_ isWanted: (String) -> Bool) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().filter {
      let text = (try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) ?? ""
      return isWanted(String(text.prefix { $0 != "\n" }))
    }
  }

  @Test(arguments: names { !$0.contains("newer git") })
  func `agrees with the installed git`(name: String) throws { try expectAgreement(name, with: nil) }

  /// As only a newer git reads them.
  @Test(arguments: names { $0.contains("newer git") })
  func `agrees with a newer git`(name: String) throws {
    try NewerDebian.forky.root(with: ["git", "zsh"])
    try expectAgreement(name, with: .forky)
  }

  private func expectAgreement(_ name: String, with debian: NewerDebian?) throws {
    let scratch = try Scratch()
    let home = URL(filePath: scratch.path).resolvingSymlinksInPath().path + "/home"
    let script = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
    try scratch.write("home/state", script)
    try scratch.write("home/stock.sh", String(contentsOfFile: GitSource.script(), encoding: .utf8))
    let first = script.prefix { $0 != "\n" }
    var user: [String] = []
    let isRoot = try shell("id -u").hasPrefix("0\n")
    try #require(isRoot || !first.contains("as root"), "it takes root")
    if first.contains("as a user"), isRoot {
      try shell("chmod 755 '\(scratch.path)'; chown -R 65534:65534 '\(home)'")
      user = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    }
    let rig = home + "/rig.sh"
    try FileManager.default.copyItem(
      atPath: packageRoot + "/Tests/Rigs/prompt-state.sh", toPath: rig)
    func git(_ words: [String], variables: [String: String?] = [:]) throws -> Outcome {
      if let debian {
        return try debian.apart(
          words, variables: variables, directory: home, sharing: scratch.path)
      }
      return try run(user + words, variables: variables, directory: home)
    }
    let made = try git(
      ["bash", rig, "make", home + "/state", home],
      variables: ["GIT_DEFAULT_REF_FORMAT": first.contains("reftable") ? "reftable" : nil])
    #expect(made.code == 0, "\(made)")
    // Ours comes first: git's own commands refresh the index.
    let ours = try run(user + ["bash", rig, "ours", home, product("gitps1")], directory: home)
    let gits = try git(["bash", rig, "git", home])
    #expect(ours.error == "")
    let answers = ours.output.components(separatedBy: "\u{1e}")
    let expected = gits.output.components(separatedBy: "\u{1e}")
    try #require(answers.count == 3 && expected.count == 2, "\(ours) \(gits)")
    #expect(answers[0] == expected[0])
    #expect(answers[1] == expected[0], "from the cache")
    // Where git says nothing at all it has refused the repository.
    if expected[1].isEmpty { return }
    let object = try JSONSerialization.jsonObject(with: Data(answers[2].utf8))
    expectCounts(try #require(object as? [String: Any]), expected[1])
  }

  private func expectCounts(_ report: [String: Any], _ status: String) {
    var counts = ["staged": 0, "unstaged": 0, "untracked": 0, "conflicted": 0, "stashes": 0]
    for line in status.split(separator: "\0") {
      let letters = Array(line)
      switch letters[0] {
      case "1":
        if letters[2] != "." { counts["staged"]! += 1 }
        if letters[3] != "." { counts["unstaged"]! += 1 }
      case "u": counts["conflicted"]! += 1
      case "?": counts["untracked"]! += 1
      default: break
      }
      if line.hasPrefix("# stash ") { counts["stashes"] = Int(line.dropFirst(8)) }
      if line.hasPrefix("# branch.ab ") {
        #expect(
          line.dropFirst(12) == "+\(report["ahead"] ?? "") -\(report["behind"] ?? "")")
      }
      if line.hasPrefix("# branch.upstream ") {
        #expect(report["upstream"] as? String == String(line.dropFirst(18)))
      }
      if line.hasPrefix("# subject ") {
        #expect(report["subject"] as? String == String(line.dropFirst(10)))
      }
      if line.hasPrefix("# push ") {
        #expect(report["push"] as? String == String(line.dropFirst(7)))
      }
    }
    for (name, count) in counts { #expect(report[name] as? Int == count, "\(name)") }
  }
}
