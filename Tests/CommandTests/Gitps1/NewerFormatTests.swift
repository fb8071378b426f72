import Foundation
import Support
import Testing

/// The counts of `--json` where a newer git has made the repository; the witness is that git.
@Suite struct NewerFormatTests {
  static let formats: [[String: String?]] = [
    ["GIT_DEFAULT_REF_FORMAT": "files"], ["GIT_DEFAULT_REF_FORMAT": "reftable"],
    ["GIT_DEFAULT_REF_FORMAT": "reftable", "GIT_DEFAULT_HASH": "sha256"],
    ["GIT_TEST_SPLIT_INDEX": "yes", "GIT_DEFAULT_HASH": "sha256"],
    ["GIT_INDEX_VERSION": "4", "GIT_TEST_UNTRACKED_CACHE": "true"],
    ["GIT_TEST_FSMONITOR": "/bin/false"],
  ]

  @Test(arguments: formats) func `counts as git does`(format: [String: String?]) throws {
    let debian = NewerDebian.forky
    try debian.root(with: ["git"])
    let scratch = try Scratch()
    let home = URL(filePath: scratch.path).resolvingSymlinksInPath().path
    try scratch.write(
      "make",
      """
      set -e
      git init -q -b main repository; cd repository
      echo 1 > a; echo 1 > b; echo 1 > c; git add .; git commit -qm First
      git branch base; git branch -q -u base; git commit -q --allow-empty -m There
      git checkout -q base; git commit -q --allow-empty -m Base; git checkout -q main
      for i in 1 2 3 4; do echo $i > a; git stash -q; done; git stash drop -q stash@{1}
      git update-index \(format["GIT_TEST_FSMONITOR"] == nil ? "--refresh" : "--fsmonitor")
      echo 2 > a; echo 2 > b; git add b; rm c; echo u > u; mkdir d; echo d > d/d
      git stash list | wc -l
      git rev-list --count --left-right base...HEAD
      git rev-parse HEAD
      git status --porcelain=v2
      """)
    let variables: [String: String?] = [
      "HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": home,
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@b", "GIT_PS1_TIMEOUT_MS": "60000",
    ]
    let made = try debian.apart(
      ["bash", "make"], variables: variables.merging(format) { $1 }, directory: home,
      sharing: home)
    #expect(made.code == 0, "\(made)")
    let lines = made.output.split(separator: "\n").map(String.init)
    let outcome = try run(
      [product("gitps1"), "--json"], variables: variables, directory: home + "/repository")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["stashes"] as? Int == Int(lines[0]))
    #expect("\(report["behind"] ?? "")\t\(report["ahead"] ?? "")" == lines[1])
    #expect(report["commit"] as? String == lines[2])
    let changes = lines.dropFirst(3)
    #expect(
      report["staged"] as? Int == changes.count { $0.hasPrefix("1") && !$0.hasPrefix("1 .") })
    #expect(
      report["unstaged"] as? Int
        == changes.count { $0.hasPrefix("1") && $0.dropFirst(3).first != "." })
    #expect(report["untracked"] as? Int == changes.count { $0.hasPrefix("?") })
  }
}
