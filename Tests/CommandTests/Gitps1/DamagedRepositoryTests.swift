import Foundation
import Support
import Testing

/// Repositories of which a file is damaged: no trap, no hang, and nothing shown as clean that git
/// does not show as clean. The witness is git's own script over the same damage.
@Suite struct DamagedRepositoryTests {
  static let files = [
    ".git/index", ".git/HEAD", ".git/config", ".git/packed-refs", ".git/refs/heads/main",
    ".git/refs/stash", ".git/info/exclude", ".gitattributes", ".git/objects/pack/*.pack",
    ".git/objects/pack/*.idx", ".git/objects/pack/multi-pack-index",
    ".git/objects/info/commit-graph", ".git/sharedindex.*", ".git/commondir",
  ]

  /// The last three hold git up, so that only ours is asked.
  static let damages = [
    ": > $f", "rm -f $f", "truncate -s $(($(stat -c %s $f) / 2)) $f",
    "dd if=/dev/zero of=$f bs=1 seek=$(($(stat -c %s $f) / 3)) count=40 conv=notrunc",
    "head -c 3000 /dev/urandom > $f", "rm -f $f; mkdir $f", "rm -f $f; mkfifo $f",
    "rm -f $f; truncate -s 6G $f", "yes 'refs/heads/main ref: x [a' | head -c 1000000 >> $f",
  ]

  @Test(arguments: files) func `shows nothing wrong as clean`(file: String) throws {
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    let whole = try GitRepository()
    // Of everything there is something to show.
    try whole.shell(
      """
      for i in 1 2 3; do echo $i > a; echo $i > b; git add .; git commit -q -m $i; git tag -m t t$i; done
      git branch up HEAD~1; git branch -q -u up; echo s > a; git stash -q
      echo '*.o' > .gitignore; echo '* text=auto' > .gitattributes; git add .; git commit -q -m rules
      git repack -q -a -d; git multi-pack-index write; git commit-graph write --reachable
      git pack-refs --all; git commit -q --allow-empty -m last
      echo 2 > a; git add a; echo 9 > b; echo u > u; echo o > o.o
      \(file.contains("shared") ? "git update-index --split-index" : "git update-index --refresh || :")
      \(file.contains("MERGE") ? "git rev-parse HEAD > .git/MERGE_HEAD" : "")
      \(file.contains("rebase") ? "mkdir .git/rebase-merge; echo refs/heads/main > .git/rebase-merge/head-name; echo 1 > .git/rebase-merge/end; echo 1 > .git/rebase-merge/msgnum" : "")
      """)
    for (number, damage) in Self.damages.enumerated() {
      let copy = scratch.path("copy")
      try whole.shell(
        """
        rm -rf '\(copy)'; cp -a . '\(copy)'; cd '\(copy)'
        f=$(echo \(file)); [ -e "$f" ] || : > "$f"; { \(damage); } 2> /dev/null || :
        """)
      try compare(
        in: copy, "\(file): \(damage)", whole.variables, hook,
        withGit: number < Self.damages.count - 3)
    }
  }

  private func compare(
    in directory: String, _ what: String, _ variables: [String: String?], _ hook: String,
    withGit isGitAsked: Bool
  ) throws {
    func shown(_ script: String) throws -> Outcome {
      try run(
        [
          "bash", "-c",
          ". '\(script)'; GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1 GIT_PS1_SHOWUPSTREAM=auto GIT_PS1_SHOWCONFLICTSTATE=yes; __git_ps1 '%s'",
        ], variables: variables.merging(["GIT_PS1_TIMEOUT_MS": "20000"]) { $1 },
        directory: directory, within: .seconds(30))
    }
    let ours = try shown(hook)
    #expect(ours.code == 0 && ours.error == "", "\(what)\n\(ours)")
    let plain = try run(
      [product("gitps1"), "--json"], variables: variables, directory: directory,
      within: .seconds(30))
    #expect(plain.code == 0 && plain.error == "", "\(what)\n\(plain)")
    guard isGitAsked else { return }
    let gits = try shown(try GitSource.script())
    // What git refuses is shown by nobody.
    if gits.output.isEmpty {
      #expect(ours.output == "", "\(what)")
      return
    }
    let branch = gits.output.prefix { $0 != " " && $0 != "|" }
    // git's script takes a reference that it cannot read for a commit without a name.
    #expect(
      ours.output.hasPrefix(branch == "(...)" ? "" : branch),
      "\(what)\ngit: \(gits.output)\nours: \(ours.output)")
    for sign in "*+$%" where gits.output.dropFirst(branch.count).contains(sign) {
      #expect(
        ours.output.contains(sign) || ours.output.contains("~"),
        "\(what)\ngit: \(gits.output)\nours: \(ours.output)")
    }
  }
}
