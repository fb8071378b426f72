import Support

/// A script that makes a repository of one of the states that a prompt can meet, and leaves the
/// directory that the prompt is asked in in the variable `place`.
struct RandomRepository {
  private(set) var script = ""
  private var chance: Chance
  private var time = 1_700_000_000

  /// Names that git takes and that a shell would take for more than a name.
  private static let branches = [
    "main", "topic", "feature/x", "größe", "it's", "q\"q", "a;b", "x$(touch${IFS}canary)",
    "`touch${IFS}canary`", "a&b|c", "!bang", "{a,b}", "refs/heads/twice", "-dash", "HEADY",
    "tags/v1", "origin/main", "a<b>c", "#hash", "$HOME",
  ]

  init(seed: UInt64) {
    chance = Chance(seed: seed)
    build()
  }

  private mutating func line(_ text: String) { script += text + "\n" }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  private mutating func commit(_ message: String = "work") {
    // Some share a second, and one in ten has a clock that is wrong.
    time += chance.pick([0, 1, 60, 3600])
    if chance.one(in: 10) { time -= 5000 }
    line("at \(time); git commit -q --allow-empty -m \(message)")
  }

  private mutating func branch() -> String {
    let name = chance.pick(Self.branches)
    // git checkout takes no name that begins with a dash.
    return name.hasPrefix("-") ? "dash-" : name
  }

  private mutating func build() {
    let format = chance.one(in: 4) ? " --object-format=sha256" : ""
    let bare = chance.one(in: 25)
    line("at() { export GIT_COMMITTER_DATE=\"$1 +0000\" GIT_AUTHOR_DATE=\"$1 +0000\"; }")
    line("at \(time)")
    line("git init -q\(format)\(bare ? " --bare" : "") repository; cd repository; place=.")
    line("git symbolic-ref HEAD refs/heads/\(Self.quoted(branch()))")
    if bare || chance.one(in: 20) { return }
    grow()
    if chance.one(in: 3) { line("git branch -q other HEAD~\(chance.below(3)) || :") }
    if chance.one(in: 2) { store() }
    if chance.one(in: 3) { upstream() }
    if chance.one(in: 4) { line("echo st >> file1; git stash -q || :") }
    state()
    if chance.one(in: 2) { dirty() }
    if chance.one(in: 5) { indexForm() }
    configure()
    elsewhere()
  }

  private mutating func grow() {
    for number in 1...(2 + chance.below(5)) {
      line(
        "mkdir -p dir/deep; echo \(number) >> file\(1 + chance.below(3)); echo \(number) >> dir/deep/a; git add ."
      )
      commit("c\(number)")
      if chance.one(in: 4) { line("git tag light\(number)") }
      if chance.one(in: 4) { line("git tag -a -m note annotated\(number)") }
      if chance.one(in: 4), number > 1 {
        line("git checkout -q -b side\(number) HEAD~1; echo s > side\(number); git add .")
        commit("side")
        line("git checkout -q -; at \(time + 1); git merge -q --no-edit side\(number) || :")
        time += 1
      }
    }
    line("[ -f file1 ] || { echo 1 > file1; git add .; git commit -q -m file; }")
  }

  private mutating func store() {
    line(
      chance.pick([
        "git gc -q", "git repack -q -d", "git pack-refs --all",
        "git commit-graph write --reachable",
        "git repack -q -d; git multi-pack-index write",
        "git commit-graph write --reachable --split; git commit -q --allow-empty -m more; git commit-graph write --reachable --split=no-merge",
        "git replace -f HEAD \"$(git commit-tree -p HEAD~1 -m replaced 'HEAD^{tree}')\" || :",
        "git repack -q -a -d --depth=50; git pack-refs --all --prune",
      ]))
  }

  private mutating func upstream() {
    line("name=$(git symbolic-ref --short HEAD)")
    switch chance.below(4) {
    case 0: line("git branch -q local HEAD~1 || :; git branch -q -u local || :")
    case 1:
      line(
        "git update-ref refs/remotes/origin/up HEAD; git remote add origin /nowhere; git config \"branch.$name.remote\" origin; git config \"branch.$name.merge\" refs/heads/up"
      )
    case 2:
      line(
        "git remote add far /nowhere; git update-ref refs/remotes/far/x \"$(git commit-tree -p HEAD~1 -m theirs 'HEAD^{tree}')\"; git config \"branch.$name.remote\" far; git config \"branch.$name.merge\" refs/heads/x"
      )
    default:
      line(
        "git config svn-remote.svn.url http://svn.example/repo; git update-ref refs/remotes/git-svn HEAD; git commit -q --allow-empty -m \"$(printf 'from svn\\n\\ngit-svn-id: http://svn.example/repo@12 0000')\"; git commit -q --allow-empty -m after"
      )
    }
  }

  private mutating func state() {
    // Two branches that both change the last line of a file.
    let fork = """
      base=$(git symbolic-ref --short HEAD)
      git checkout -q -b conflicting HEAD~1; echo theirs > file1; git add .
      git commit -q -m theirs; git commit -q --allow-empty -m theirs2
      git checkout -q "$base"; echo ours > file1; git add .; git commit -q -m ours
      """
    switch chance.below(16) {
    case 0: line("git checkout -q --detach HEAD~\(chance.below(2))")
    case 1: line("git checkout -q --detach; git tag -f here; git commit -q --allow-empty -m on")
    case 2:
      line("git checkout -q --orphan fresh\(chance.one(in: 2) ? "; git reset -q --hard" : "")")
    case 3: line(fork + "\ngit merge -q conflicting || :")
    case 4: line(fork + "\ngit cherry-pick conflicting~1 conflicting || :")
    case 5:
      line(
        fork
          + "\ngit cherry-pick conflicting~1 conflicting || :; git checkout -f -q HEAD; git commit -q --allow-empty -m done || :"
      )
    case 6:
      line(
        "echo z > file1; git commit -q -a -m z; echo y > file1; git commit -q -a -m y; git revert --no-edit HEAD~1 || :"
      )
    case 7: line(fork + "\ngit rebase -q conflicting || :")
    case 8: line(fork + "\ngit rebase -q --apply conflicting || :")
    case 9: line(fork + "\ngit checkout -q --detach; git rebase -q conflicting || :")
    case 10:
      line(
        fork + "\ngit format-patch -q -1 --stdout conflicting~1 > ../patch; git am -q ../patch || :"
      )
    case 11: line("git bisect start -q HEAD HEAD~1 || git bisect start; git bisect bad || :")
    default: break
    }
  }

  private mutating func dirty() {
    for _ in 0...chance.below(3) {
      line(
        chance.pick([
          "echo dirty >> file1", "echo staged >> file1; git add file1", "echo u > untracked",
          "mkdir -p empty", "mkdir -p new/inner; echo u > new/inner/f", "rm -f file1",
          "git rm -q --cached file1 || :", "chmod +x file1 || :",
          "echo 'ig*' > .git/info/exclude; echo x > ignored",
          "echo '*.log' > .gitignore; echo x > a.log", "touch file1", "ln -sf nowhere file2",
          "echo n > noted; git add -N noted", "rm -f dir/deep/a; mkdir -p dir/deep/a",
          "git mv -k file1 moved", "echo x > $'odd\\tname'",
          "git init -q nested; echo n > nested/n",
        ]))
    }
  }

  private mutating func indexForm() {
    line(
      chance.pick([
        "git update-index --split-index || :", "git update-index --index-version 4 || :",
        "git update-index --skip-worktree file1; echo x >> file1",
        "git update-index --assume-unchanged file1; echo x >> file1",
        "git update-index --untracked-cache || :; git status > ../status",
        "git sparse-checkout init --cone || :; git sparse-checkout set dir || :",
        "git sparse-checkout init --cone --sparse-index || :",
        "git config core.fileMode false; chmod +x file1 || :",
        "git config core.autocrlf true; touch file1",
        "printf 'a\\r\\n' > crlf; git add crlf 2>/dev/null; touch crlf",
      ]))
  }

  private mutating func configure() {
    for key in ["showDirtyState", "showUntrackedFiles", "hideIfPwdIgnored"] where chance.one(in: 8)
    {
      line("git config bash.\(key) \(chance.pick(["true", "false", "0", "yes", "off"]))")
    }
    if chance.one(in: 8) {
      line(
        "git config bash.showUpstream '\(chance.pick(["", "verbose", "git verbose name", "auto"]))'"
      )
    }
    if chance.one(in: 6) {
      line("git config core.abbrev \(chance.pick(["4", "12", "no", "auto"]))")
    }
    if chance.one(in: 8) {
      line("printf '[core]\\n\\tabbrev = 9 ; why\\n' > ../more; git config include.path ../../more")
    }
    if chance.one(in: 10) {
      line(
        "rm -f ../link; git symbolic-ref HEAD > ../link && [ -L .git/HEAD ] || { t=$(git symbolic-ref -q HEAD) && rm .git/HEAD && ln -s \"$t\" .git/HEAD; } || :"
      )
    }
  }

  private mutating func elsewhere() {
    switch chance.below(14) {
    case 0: line("place=.git")
    case 1: line("mkdir -p .git/x; place=.git/x")
    case 2: line("mkdir -p dir/deep; place=dir/deep")
    case 3: line("git worktree add -q -f ../linked HEAD || :; [ -d ../linked ] && place=../linked")
    case 4: line("mkdir -p out/in; echo out > .git/info/exclude; place=out/in")
    case 5: line("git clone -q -s . ../clone && place=../clone")
    case 6: line("git clone -q --depth 2 \"file://$PWD\" ../shallow && place=../shallow")
    case 7:
      line(
        "git init -q ../inner; (cd ../inner; git commit -q --allow-empty -m i); git -c protocol.file.allow=always submodule add -q ../inner sub 2>/dev/null || :; [ -d sub ] && place=sub"
      )
    case 8:
      line(
        "git init -q ../inner; (cd ../inner; git commit -q --allow-empty -m i); git -c protocol.file.allow=always submodule add -q ../inner sub 2>/dev/null || :; (cd sub 2>/dev/null && git commit -q --allow-empty -m on && echo u > u) || :"
      )
    default: break
    }
  }
}
