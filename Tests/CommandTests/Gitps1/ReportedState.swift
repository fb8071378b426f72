import Support

/// States in which prompts were reported to be wrong, each beside whatever else the repository is.
extension RandomRepository {
  mutating func reported() {
    switch chance.below(7) {
    case 0: reportedConfiguration()
    case 1: reportedContent()
    case 2: reportedUpstream()
    case 3: reportedHistory()
    case 4: reportedPlace()
    case 5: reportedSubmodule()
    default: reportedNames()
    }
  }

  /// Sets a variable for whoever asks for the prompt.
  private mutating func export(_ text: String) {
    line("echo \"export \(text)\" >> \"$HOME/environment\"")
  }

  /// Where a setting may come from.
  private mutating func reportedConfiguration() {
    let included = "printf '[bash]\\nshowUntrackedFiles = false\\n[core]\\nabbrev = 11\\n' > ~/inc"
    switch chance.below(9) {
    case 0: export("GIT_CONFIG_GLOBAL=/dev/null")
    case 1: export("GIT_CONFIG_SYSTEM=/dev/null")
    case 2: line("git config include.path /dev/null")
    case 3:
      line("printf '[a]\\nb = c\\\\' >> \"$(git rev-parse --git-path config)\"")
    case 4:
      line("\(included); git config --global includeIf.onbranch:main.path ~/inc")
    case 5: line("git config --global core.worktree ~; git config --global core.bare true")
    case 6: line("git config core.abbrev \(chance.pick(["0x9", "010", "40", "auto"]))")
    case 7:
      line("\(included); git config --global includeIf.gitdir:~/.path ~/inc")
    default:
      line("git config status.showUntrackedFiles \(chance.pick(["no", "all", "normal"]))")
    }
  }

  /// What stands between a file and its blob; all files are older than the index.
  private mutating func reportedContent() {
    let old = "touch -d 2020-01-01 odd*; git status > ../status"
    switch chance.below(4) {
    case 0:
      line(
        "git config filter.x.clean \(chance.pick(["cat", "'tr a-z b-za'"])); echo 'odd* filter=x' >> .gitattributes; : > odd1; echo text > odd2; git add .; git commit -q -m odd || :; \(old)"
      )
    case 1:
      let (name, bytes) = chance.pick([
        ("windows-1252", "\\351"), ("SJIS", "\\223\\372\\226\\173"), ("GBK", "\\326\\320"),
        ("latin9", "\\244"), ("EUC-JP", "\\306\\374"), ("KOI8-R", "\\301"), ("BIG5", "\\244\\244"),
        ("windows-1255", "\\340\\307"), ("EUC-KR", "\\260\\241"),
      ])
      line(
        "echo 'odd* working-tree-encoding=\(name)' >> .gitattributes; printf '\(bytes)\\n' > odd1; git add .; git commit -q -m odd || :; \(chance.pick([old, "touch odd1", "printf '\(bytes)x\\n' > odd1"]))"
      )
    case 2:
      line(
        "echo 'odd* text eol=crlf' >> .gitattributes; printf 'a\\r\\n' > odd1; git add .; git commit -q -m odd || :; \(chance.pick(["touch odd1", "printf 'a\\n' > odd1", old]))"
      )
    default:
      line("t=$(git ls-tree HEAD | sed s/^100644/100664/ | git mktree)")
      line("git update-ref HEAD \"$(git commit-tree -p HEAD -m odd \"$t\")\" || :")
    }
  }

  /// What a branch follows.
  private mutating func reportedUpstream() {
    line("name=$(git symbolic-ref -q --short HEAD || echo main)")
    line("git branch -q ahead HEAD~1 2> ../said || git branch -q ahead || :")
    func follow(_ remote: String, _ merge: String) {
      line(
        "git config \"branch.$name.remote\" \(remote); git config \"branch.$name.merge\" \(merge)")
    }
    switch chance.below(9) {
    case 0: follow(".", chance.pick(["ahead", "heads/ahead", "refs/heads/ahead", "HEAD"]))
    case 1:
      line("git tag -a -m x follows ahead || :")
      follow(".", chance.pick(["follows", "refs/tags/follows", "tags/follows"]))
    case 2:
      line("git tag ahead HEAD || :")
      follow(".", "ahead")
    case 3:
      line("git remote add up /nowhere; git update-ref refs/remotes/up/x ahead")
      line(
        "git config remote.up.fetch '\(chance.pick(["+refs/heads/*:refs/remotes/up/*", "refs/heads/*:refs/remotes/up/*", "refs/heads/x:refs/remotes/up/x", "@:refs/remotes/up/x", "x:refs/remotes/up/x"]))'"
      )
      if chance.one(in: 4) {
        line("git config --add remote.up.fetch '^refs/heads/\(chance.pick(["x", "*y"]))'")
      }
      follow("up", chance.pick(["refs/heads/x", "x", "HEAD"]))
    case 4:
      line(
        "d=$(git rev-parse --git-common-dir); mkdir -p \"$d/remotes\"; printf 'URL: /n\\nPull: refs/heads/x:refs/remotes/up/y\\n' > \"$d/remotes/up\"; git update-ref refs/remotes/up/y ahead"
      )
      follow("up", "refs/heads/x")
    case 5:
      line(
        "d=$(git rev-parse --git-common-dir); mkdir -p \"$d/branches\"; echo '/n\(chance.pick(["", "#x"]))' > \"$d/branches/ahead\""
      )
      follow("ahead", chance.pick(["refs/heads/x", "refs/heads/main", "refs/heads/master"]))
    case 6:
      follow(".", "refs/heads/ahead")
      line("git symbolic-ref refs/heads/ahead2 refs/heads/ahead")
      follow(".", "refs/heads/ahead2")
    case 7:
      // Only a git that says its format has a script that shows the link, as ours does.
      line("git branch -q -u ahead 2> ../said || :")
      line(
        "case $(git rev-parse --show-ref-format) in files | reftable) t=$(git symbolic-ref -q HEAD) && git symbolic-ref refs/heads/link \"$t\" && git checkout -q link 2> ../said || : ;; esac"
      )
    default: line("git update-ref refs/stash HEAD || :")
    }
  }

  /// Histories that are cut, sewn or dated otherwise.
  private mutating func reportedHistory() {
    line("git branch -q older HEAD~1 2> ../said || :; git branch -q -u older 2> ../said || :")
    let sewn = "git commit-tree -p HEAD~2 -m sewn 'HEAD^{tree}' 2> ../said"
    switch chance.below(6) {
    case 0:
      line("git rev-parse HEAD > ~/cut")
      export("\(chance.pick(["GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"]))=$HOME/cut")
    case 1:
      line("c=$(\(sewn)) && git update-ref \"refs/mine/$(git rev-parse HEAD)\" \"$c\" || :")
      export("GIT_REPLACE_REF_BASE=refs/mine\(chance.pick(["", "/"]))")
    case 2:
      line("c=$(\(sewn)) && git replace -f HEAD \"$c\" || :")
      if chance.one(in: 2) { export("GIT_NO_REPLACE_OBJECTS=1") }
    case 3:
      line(
        "git cat-file commit HEAD | sed 's/^committer.*/committer a <a@b> \(chance.pick(["-5 +0000", "99999999999999999999 +0000", "", "4102444800 +0000", "0 +0000"]))/' | git hash-object -t commit -w --literally --stdin > ../odd && git update-ref HEAD \"$(cat ../odd)\" || :; git commit -q --allow-empty -m after || :"
      )
    case 4:
      line(
        "git tag -a -m x named; git update-ref refs/tags/other refs/tags/named; git tag -d named || :"
      )
      line("git checkout -q --detach 2> ../said || :")
    default:
      line(
        "git tag -a -m x one; git tag -a -m y two one; git tag -d one; git tag three 'HEAD^{tree}' || :"
      )
      line("git checkout -q --detach 2> ../said || :")
    }
  }

  /// Where the parts of a repository lie.
  private mutating func reportedPlace() {
    switch chance.below(5) {
    case 0:
      line(
        "[ ! -d .git ] || { mkdir -p ../s/t; mv .git ../s/x; ln -s s/t ../link; echo 'gitdir: ../link/../x' > .git; }"
      )
    case 1:
      line(
        "[ ! -d .git ] || { mkdir -p ../s/t; mv .git ../s/t/x; ln -s ../s/t/x .git; git config core.worktree \"../../../${PWD##*/}\"; }"
      )
    case 2:
      line(
        "place=$PWD; cd ..; git clone -q -s \"$place\" B 2> said; git clone -q -s B C 2> said; cd C && place=$PWD"
      )
      line("echo more > file1; git add file1 || :")
    case 3: line("git config core.worktree \"$PWD\"")
    default: export("GIT_DIR='$PWD/.git' GIT_WORK_TREE='$PWD'")
    }
  }

  private mutating func reportedSubmodule() {
    line(
      "git init -q m; git -C m commit -q --allow-empty -m m; git config -f .gitmodules submodule.m.path m; git config -f .gitmodules submodule.m.ignore \(chance.pick(["all", "dirty", "untracked", "none"])); git add . 2> ../said; git commit -q -m m || :"
    )
    line(
      chance.pick([
        "git -C m commit -q --allow-empty -m n", "touch m/u", "rm -rf m", "rm -rf m; touch m",
        "git -C m commit -q --allow-empty -m n; git add -f m || :",
        "git -C m config status.showUntrackedFiles no; touch m/u; git config diff.ignoreSubmodules none",
        "git -C m commit -q --allow-empty -m n; git update-index --skip-worktree .gitmodules; rm .gitmodules",
        "git init -q m/n; git -C m/n commit -q --allow-empty -m n; git -C m add n 2> ../said; git -C m commit -q -m n; git add m; git commit -q -m n; git config diff.ignoreSubmodules none; touch m/n/u",
      ]))
  }

  /// Names that are ignored, folded or outside of a sparse checkout.
  private mutating func reportedNames() {
    line(
      chance.pick([
        "git config core.ignoreCase true; [ -L dir ] || { mkdir -p DIR; touch DIR/n; }",
        "mkdir -p e; touch e/f; git add .; git commit -q -m e || :; git sparse-checkout set $sparse dir 2> ../said || :; mkdir -p e; touch e/x",
        "echo '*.o' > .gitignore; mkdir -p e; touch e/f; git add .; git commit -q -m e || :; git sparse-checkout set $sparse dir 2> ../said || :; mkdir -p e; touch e/x.o",
        "printf 'u \\n/v\\\\ \\n' > .gitignore; touch u 'v '",
        "printf 'x/*\\n!x/k\\n' > .gitignore; mkdir -p x; touch x/k x/l",
        "mkdir -p e/e/e e/f/g; echo 'e/**/h' > .gitignore; touch e/e/e/h",
        "echo u > ../ig; git config core.excludesFile '~/ig'; touch u",
      ]))
  }
}
