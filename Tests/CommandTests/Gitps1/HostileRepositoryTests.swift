import Foundation
import Support
import Testing

/// Repositories made to have something run, or to steer the terminal: nothing may happen.
@Suite struct HostileRepositoryTests {
  /// Each makes the canary where it finds one to do it.
  static let attacks = [
    "git config core.fsmonitor 'touch canary'",
    "git config core.fsmonitor true; git config core.hooksPath hooks; mkdir -p hooks; printf '#!/bin/sh\\ntouch canary\\n' > hooks/query-watchman; chmod +x hooks/query-watchman",
    "git config filter.x.clean 'touch canary; cat'; git config filter.x.process 'touch canary'; echo '* filter=x' > .gitattributes; touch file",
    "git config diff.x.textconv 'touch canary'; git config diff.external 'touch canary'; echo '* diff=x' > .gitattributes; echo y >> file",
    "git config core.pager 'touch canary'; git config alias.status '!touch canary'; git config core.sshCommand 'touch canary'",
    "for h in post-index-change pre-commit reference-transaction; do printf '#!/bin/sh\\ntouch canary\\n' > .git/hooks/$h; chmod +x .git/hooks/$h; done",
    "git commit -q --allow-empty -m b; mkdir .git/rebase-merge; echo refs/heads/x > .git/rebase-merge/head-name; printf '$(touch canary)' > .git/rebase-merge/msgnum; printf '`touch canary`' > .git/rebase-merge/end",
    "mkdir .git/rebase-apply; printf '$(touch canary)' > .git/rebase-apply/next; echo 2 > .git/rebase-apply/last",
    "printf 'ref: refs/heads/\\033]0;title\\007\\n' > .git/HEAD",
    "printf 'ref: refs/heads/$(touch canary)\\n' > .git/HEAD",
    "printf 'ref: refs/heads/a\\233b\\302\\233c\\177\\342\\200\\256d\\n' > .git/HEAD",
    "mkdir .git/rebase-merge; printf '\\033[2Jx$(touch canary)\\n' > .git/rebase-merge/head-name",
    "b=$(printf 'x\\302\\233y'); git checkout -q -b \"$b\"",
    "git checkout -q -b 'x%F{red}$(touch${IFS}canary)`touch${IFS}canary`'",
    "git branch up; git config branch.main.remote .; git config branch.main.merge 'refs/heads/$(touch canary)'",
    "git tag '$(touch${IFS}canary)'; git checkout -q --detach",
    "git config include.path '|touch canary'; rm -f .git/index; mkfifo .git/index",
    "printf 'gitdir: $(touch canary)\\n' > x; mkdir sub; mv x sub/.git; cd sub",
    // A submodule has a configuration of its own.
    "git init -q sub; (cd sub; echo 1 > a; git add a; git commit -qm a; git config core.fsmonitor 'touch ../canary'; git config filter.x.clean 'touch ../canary'; echo '* filter=x' > .gitattributes; touch a); git add sub 2> ../said; git config submodule.sub.update '!touch canary'",
    // A bare repository in the work tree, with a work tree of its own.
    "git init -q --bare buried; cd buried; git config core.bare false; git config core.worktree ..; git config core.fsmonitor 'touch canary'",
    "git config core.editor 'touch canary'; git config credential.helper '!touch canary'; git config core.askPass 'touch canary'; git config core.gitProxy 'touch canary'; git config gpg.program 'touch canary'; git config log.showSignature true; git config core.attributesFile '|touch canary'; git config core.excludesFile '`touch canary`'",
    "git commit -q --allow-empty -m \"$(printf 'sub\\033]0;x\\007ject\\n\\ngit-svn-id: http://a/\\033[2J$(touch canary)@1 x')\"; git config svn-remote.svn.url http://b; git config svn-remote.x.url 'http://a/'",
    "git config branch.main.remote \"$(printf 'o\\033[31m')\"; git config branch.main.pushRemote '$(touch canary)'; git config branch.main.merge refs/heads/main",
    "git config bash.showUpstream '$(touch canary) verbose'; git config bash.showDirtyState '`touch canary`'",
    "git worktree add -q --detach ../linked; printf '$(touch canary)\\033[0m' > .git/worktrees/linked/gitdir; printf '../../$(touch canary)\\n' > .git/worktrees/linked/commondir; cd ../linked",
  ]

  @Test(arguments: attacks) func `runs nothing and steers nothing`(attack: String) throws {
    let repository = try GitRepository()
    try repository.shell("echo x > file; git add file; git commit -qm first; " + attack)
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    for shell in ["bash", "zsh"] {
      let expand =
        shell == "bash"
        ? "printf '%s\\n' \"${PS1@P}\"" : "print -rP -- \"$PS1\""
      let outcome = try run(
        [
          shell, "-c",
          """
          . '\(hook)'
          GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_SHOWSTASHSTATE=1
          GIT_PS1_SHOWUPSTREAM='verbose name' GIT_PS1_SHOWCONFLICTSTATE=yes
          GIT_PS1_HIDE_IF_PWD_IGNORED=1 GIT_PS1_DESCRIBE_STYLE=tag
          __git_ps1; echo; '\(product("gitps1"))' --json
          '\(product("gitps1"))' --format '{name}{subject}{upstream}{push}{pushRemote}{tag}'
          \(shell == "zsh" ? "setopt PROMPT_SUBST" : "shopt -s promptvars"); __git_ps1 a b; \(expand)
          \(shell == "zsh" ? "unsetopt PROMPT_SUBST" : "shopt -u promptvars"); __git_ps1 a b; \(expand)
          """,
        ], variables: repository.variables, directory: repository.path, within: .seconds(30))
      let raw = outcome.output.unicodeScalars.filter {
        $0 != "\n"
          && ($0.value < 0x20 || (0x7f..<0xa0).contains($0.value) || $0.value == 0x202e
            || $0.value == 0xfffd)
      }
      #expect(raw.isEmpty, "\(shell): \(outcome.output.debugDescription)")
      #expect(outcome.error == "")
      let canaries = try run(["find", repository.path, repository.home, "-name", "canary"])
      #expect(canaries.output == "", "\(shell): \(outcome)")
    }
  }

  /// Names of steps that are no numbers are not shown at all.
  @Test func `shows no step that is no number`() throws {
    let repository = try GitRepository()
    try repository.shell(
      "git commit -q --allow-empty -m a; mkdir .git/rebase-merge; echo refs/heads/x > .git/rebase-merge/head-name; echo '$(id)' > .git/rebase-merge/msgnum; echo 3 > .git/rebase-merge/end"
    )
    let outcome = try run(
      [product("gitps1")], variables: repository.variables, directory: repository.path)
    #expect(outcome == Outcome(output: "x|REBASE\n"))
  }

  @Test func `doubles what the shell would read`() throws {
    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m a; git checkout -q -b 'x%F{red}'")
    let outcome = try run(
      [product("gitps1"), "--zsh"], variables: repository.variables, directory: repository.path)
    #expect(outcome == Outcome(output: "x%%F{red}\n"))
  }

  /// `bash.showUpstream` stays in the repository that sets it.
  @Test func `leaks no setting into the next repository`() throws {
    let one = try GitRepository()
    try one.shell(
      "git commit -q --allow-empty -m a; git branch up; git branch -q -u up; git config bash.showUpstream verbose"
    )
    let other = try GitRepository()
    try other.shell("git commit -q --allow-empty -m a; git branch up; git branch -q -u up")
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    let outcome = try run(
      [
        "bash", "-c",
        ". '\(hook)'; GIT_PS1_SHOWUPSTREAM=auto; __git_ps1 '' ''; cd '\(other.path)'; __git_ps1 '' ''; echo \"${PS1@P}\"",
      ], variables: other.variables, directory: one.path)
    #expect(outcome == Outcome(output: " (main =)\n"))
  }

  /// Nobody else's repository is read, unless the user says that it is safe.
  @Test func `reads only what is one's own`() throws {
    try #require(getuid() == 0, "it takes root")
    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m a")
    func shown(_ changes: [String: String?] = [:]) throws -> String {
      let ours = try run(
        [product("gitps1")], variables: repository.variables.merging(changes) { $1 },
        directory: repository.path
      ).output
      let gits = try run(
        ["git", "rev-parse", "--abbrev-ref", "HEAD"],
        variables: repository.variables.merging(changes) { $1 }, directory: repository.path
      ).output
      #expect(ours == gits, "\(changes)")
      return ours
    }
    #expect(try shown() == "main\n")
    for path in [".git", "."] {
      try run(["chown", "12345", repository.path + "/" + path])
      #expect(try shown() == "")
      #expect(try shown(["SUDO_UID": "12345"]) == "main\n")
      #expect(try shown(["SUDO_UID": "12346"]) == "")
      for (value, isSafe) in [
        ("*", true), (repository.path, true), ("/elsewhere", false), ("", false),
      ] {
        try repository.shell("printf '[safe]\\n\\tdirectory = \(value)\\n' > \"$HOME/.gitconfig\"")
        #expect(try shown() == (isSafe ? "main\n" : ""), "\(value)")
      }
      // The repository itself has no say in it.
      try repository.shell(
        "rm \"$HOME/.gitconfig\"; printf '[safe]\\n\\tdirectory = *\\n' >> .git/config")
      #expect(try shown() == "")
      try run(["chown", "0", repository.path + "/" + path])
    }
  }

  @Test func `takes a bare repository only where it may`() throws {
    let repository = try GitRepository()
    try repository.shell("git init -q --bare buried.git")
    func shown() throws -> String {
      try run(
        [product("gitps1")], variables: repository.variables,
        directory: repository.path + "/buried.git"
      ).output
    }
    #expect(try shown().hasPrefix("BARE:"))
    try repository.shell("git config --global safe.bareRepository explicit")
    #expect(try shown() == "")
    #expect(
      try run(
        [product("gitps1")], variables: repository.variables, directory: repository.path + "/.git"
      ).output == "GIT_DIR!\n")
  }
}
