import Support

/// What a work tree, its index and its configuration can be like.
extension RandomRepository {
  mutating func dirty() {
    for _ in 0...chance.below(3) {
      line(
        chance.pick([
          "echo dirty >> file1", "echo staged >> file1; git add file1", "echo u > untracked",
          "mkdir -p empty", "mkdir -p new/inner; echo u > new/inner/f", "rm -f file1",
          "git rm -q --cached file1 || :", "chmod +x file1 || :",
          "echo 'ig*' >> \"$(git rev-parse --git-path info/exclude)\"; echo x > ignored",
          "echo '*.log' > .gitignore; echo x > a.log", "touch file1", "ln -sf nowhere file2",
          "echo n > noted; git add -N noted", "rm -f dir/deep/a; mkdir -p dir/deep/a",
          "git mv -k file1 moved", "echo x > $'odd\\tname'", "echo x > $'no\\377utf'",
          "git init -q nested; echo n > nested/n", "rm -rf dir; ln -s nowhere dir",
          "git update-index --chmod=+x file1 || :", "mkfifo pipe || :",
        ]))
    }
  }

  /// Trees with rules in several places, one over the other.
  mutating func ignored() {
    let rules = [
      "*.o", "build/", "/build", "!keep.o", "dir/*", "!dir/deep", "**/x", "de?p", "[a-f]*",
    ]
    for folder in [".", "dir", "dir/deep"] where chance.one(in: 2) {
      line(
        "[ -L dir ] || { mkdir -p \(folder); printf '%s\\n' '\(chance.pick(rules))' '\(chance.pick(rules))' >> \(folder)/.gitignore; }"
      )
    }
    if chance.one(in: 3) {
      line(
        "printf '%s\\n' '\(chance.pick(rules))' > ../everywhere; git config core.excludesFile \"$HOME/everywhere\""
      )
    }
    if chance.one(in: 2) { line("git add -A . 2> ../added || :; git commit -q -m rules || :") }
    for file in ["build/a.o", "dir/keep.o", "dir/deep/x", "keep.o", "dir/build/b"]
    where chance.one(in: 3) {
      line("[ -L dir ] || { mkdir -p $(dirname \(file)); echo i > \(file); }")
    }
  }

  /// A repository in the repository, with something to say or not.
  mutating func submodule() {
    line(
      "git init -q ../inner; (cd ../inner; echo i > i; git add i; git commit -q -m i); git -c protocol.file.allow=always submodule add -q ../inner sub 2> ../added || :; git commit -q -m with || :"
    )
    let ignore = chance.pick(["", "all", "dirty", "untracked", "none"])
    if !ignore.isEmpty {
      line(
        chance.pick([
          "git config submodule.sub.ignore \(ignore)",
          "git config -f .gitmodules submodule.sub.ignore \(ignore); git commit -q -a -m ignore",
          "git config diff.ignoreSubmodules \(ignore)",
        ]))
    }
    line(
      chance.pick([
        ":", "(cd sub 2> ../added && git commit -q --allow-empty -m on) || :",
        "(cd sub 2> ../added && echo u > u) || :", "(cd sub 2> ../added && echo m >> i) || :",
        "(cd sub 2> ../added && echo m >> i && git add i) || :",
        "git submodule --quiet deinit -f sub || :", "rm -rf sub",
        "(cd sub 2> ../added && git commit -q --allow-empty -m on); git add sub || :",
      ]))
  }

  mutating func indexForm() {
    line(
      chance.pick([
        "git update-index --split-index || :", "git update-index --index-version 4 || :",
        "git update-index --split-index; echo more > more; git add more; rm -f file1; git add -u || :",
        "git update-index --skip-worktree file1; echo x >> file1",
        "git update-index --assume-unchanged file1; echo x >> file1",
        "git update-index --untracked-cache || :; git status > ../status",
        "git sparse-checkout init --cone || :; git sparse-checkout set dir || :",
        "git sparse-checkout init --cone $sparse || :",
        "git sparse-checkout init --cone $sparse || :; git sparse-checkout set dir/deep || :; mkdir -p dir; echo x > dir/new",
        "git sparse-checkout set --no-cone '/*' '!/dir' || :; mkdir -p dir/deep; echo x > dir/deep/a",
        "git config core.fileMode false; chmod +x file1 || :",
        "git config core.autocrlf true; touch file1", "git config core.autocrlf input; touch file1",
        "printf 'a\\r\\n' > crlf; git add crlf 2> ../added; touch crlf",
        "printf '* text=auto eol=crlf\\n' > .gitattributes; touch file1; printf 'x\\r\\n' > file2",
        "printf '*1 ident\\n' > .gitattributes; echo '$Id: no $' >> file1; git add .; git commit -q -m ident; touch file1",
        "printf '#!/bin/sh\\nprintf \"t\\\\0/\\\\0\"\\n' > ../watch; chmod +x ../watch; git config core.fsmonitor \"$HOME/watch\"; git update-index --fsmonitor; git status > ../status; echo x >> file1",
        "git config feature.manyFiles true; git config index.skipHash true; git add -A || :",
        "git config core.symlinks false; rm -f file2; ln -s x file2",
        "git config core.trustctime false; git config core.checkStat minimal; touch file1",
        "git config core.ignoreStat true; git add -A || :; echo y >> file1",
        "git config core.preferSymlinkRefs true; git checkout -q -b linkhead 2> ../added || :",
      ]))
  }

  mutating func configure() {
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
    if chance.one(in: 10) { line("git config status.showUntrackedFiles no") }
    if chance.one(in: 10) {
      // HEAD as a link, where it is a file.
      line(
        "[ -d .git/reftable ] || [ ! -f .git/HEAD ] || [ -L .git/HEAD ] || { t=$(git symbolic-ref -q HEAD) && rm .git/HEAD && ln -s \"$t\" .git/HEAD; } || :"
      )
    }
  }

  mutating func elsewhere() {
    switch chance.below(14) {
    case 0: line("place=\"$(git rev-parse --absolute-git-dir)\"")
    case 1: line("mkdir -p .git/x 2> ../added && place=.git/x")
    case 2: line("[ -L dir ] || { mkdir -p dir/deep; place=\"$PWD/dir/deep\"; }")
    case 3:
      line(
        "mkdir -p out/in; echo out >> \"$(git rev-parse --git-path info/exclude)\"; place=\"$PWD/out/in\""
      )
    case 4:
      line("[ ! -d dir/deep ] || { echo '*' > dir/deep/.gitignore; place=\"$PWD/dir/deep\"; }")
    case 5: line("git clone -q -s . ../clone && place=../clone")
    case 6: line("git clone -q --depth 2 \"file://$PWD\" ../shallow && place=../shallow")
    case 7: line("[ ! -d sub ] || place=\"$PWD/sub\"")
    case 8: line("mkdir -p sub/mod 2> ../added && place=\"$PWD/sub/mod\"")
    default: break
    }
  }
}
