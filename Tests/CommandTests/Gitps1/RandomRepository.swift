import Support

/// A script that makes a repository of one of the states that a prompt can meet, and leaves the
/// directory that the prompt is asked in in the variable `place`.
struct RandomRepository {
  private(set) var script = ""
  var chance: SeededGenerator
  private var time = 1_700_000_000

  /// Names that git takes and that a shell would take for more than a name.
  private static let branches = [
    "main", "topic", "feature/x", "größe", "it's", "q\"q", "a;b", "x$(touch${IFS}canary)",
    "`touch${IFS}canary`", "a&b|c", "!bang", "{a,b}", "refs/heads/twice", "-dash", "HEADY",
    "tags/v1", "origin/main", "a<b>c", "#hash", "$HOME",
  ]

  init(seed: UInt64) {
    chance = SeededGenerator(seed: seed)
    build()
  }

  mutating func line(_ text: String) { script += text + "\n" }

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
    // Of an index that is split and sparse git says now this and now that.
    line("sparse=--sparse-index; [ -z \"${GIT_TEST_SPLIT_INDEX-}\" ] || sparse=--no-sparse-index")
    line("git init -q\(format)\(bare ? " --bare" : "") repository; cd repository; place=.")
    line("git symbolic-ref HEAD refs/heads/\(Self.quoted(branch()))")
    if bare || chance.one(in: 20) { return }
    grow()
    if chance.one(in: 3) { line("git branch -q other HEAD~\(chance.below(3)) || :") }
    if chance.one(in: 2) { store() }
    if chance.one(in: 3) { upstream() }
    if chance.one(in: 4) { line("echo st >> file1; git stash -q || :") }
    if chance.one(in: 5) { submodule() }
    // Some of what follows is done in a work tree beside this one.
    if chance.one(in: 6) {
      if chance.one(in: 3) { line("git config extensions.worktreeConfig true") }
      line("git worktree add -q \(chance.pick(["-b linked", "--detach"])) ../linked HEAD || :")
      line("[ -d ../linked ] && cd ../linked && place=\"$PWD\"")
    }
    operation()
    if chance.one(in: 2) { reported() }
    if chance.one(in: 2) { dirty() }
    if chance.one(in: 4) { ignored() }
    if chance.one(in: 4) { indexForm() }
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
    switch chance.below(5) {
    case 0: line("git branch -q local HEAD~1 || :; git branch -q -u local || :")
    case 1:
      line(
        "git update-ref refs/remotes/origin/up HEAD; git remote add origin /nowhere; git config \"branch.$name.remote\" origin; git config \"branch.$name.merge\" refs/heads/up"
      )
    case 2:
      line(
        "git remote add far /nowhere; git update-ref refs/remotes/far/x \"$(git commit-tree -p HEAD~1 -m theirs 'HEAD^{tree}')\"; git config \"branch.$name.remote\" far; git config \"branch.$name.merge\" refs/heads/x"
      )
    case 3:
      // A branch of a history that is kept with git-svn, and one whose upstream has gone.
      let place = chance.pick(["repo", "repo/branches/one", "elsewhere"])
      line(
        "git config svn-remote.svn.url http://svn.example/repo; git update-ref refs/remotes/\(chance.pick(["git-svn", "own-svn", "branches/one"])) HEAD; git commit -q --allow-empty -m \"$(printf 'from svn\\n\\ngit-svn-id: http://svn.example/\(place)@12 0000')\"; git commit -q --allow-empty -m after"
      )
    default:
      line(
        "git config \"branch.$name.remote\" gone; git config \"branch.$name.merge\" refs/heads/up; git config remote.gone.fetch '+refs/heads/*:refs/remotes/gone/*'"
      )
    }
  }
}
