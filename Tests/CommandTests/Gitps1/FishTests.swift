import Foundation
import Support
import Testing

/// The hook in fish: the witness is fish's own fish_git_prompt under the same variables.
@Suite struct FishTests {
  /// What is set, each after `__fish_git_prompt_`; what is tried apart stands between semicolons.
  static let settings = [
    "", "showdirtystate yes", "showdirtystate no", "showdirtystate yes; showuntrackedfiles 1",
    "showstashstate true", "showupstream auto", "showupstream verbose", "showupstream informative",
    "showupstream none", "showupstream git", "showupstream svn", "showupstream git verbose",
    "show_informative_status 1",
    "show_informative_status 1; showuntrackedfiles 1; showstashstate 1",
    "show_informative_status 1; showcolorhints 1; showuntrackedfiles 1; showstashstate 1",
    "show_informative_status 1; showupstream verbose",
    "show_informative_status 1; hide_dirtystate 1; showuntrackedfiles 1",
    "show_informative_status 1; char_cleanstate C; color_cleanstate green",
    "showcolorhints 1; showdirtystate 1; showuntrackedfiles 1; showstashstate 1; showupstream auto",
    "use_informative_chars 1; showdirtystate 1; showuntrackedfiles 1; showupstream auto",
    "color red; showdirtystate 1; showuntrackedfiles 1; showupstream auto",
    "color_branch blue; color_dirtystate yellow; color_upstream cyan; color_merging magenta; color_prefix red; color_suffix green; showdirtystate 1; showupstream verbose",
    "color_flags yellow; showdirtystate 1; showuntrackedfiles 1; showstashstate 1",
    "char_dirtystate D; char_stagedstate S; char_untrackedfiles U; char_stashstate T; char_stateseparator /; char_cleanstate ok; showdirtystate 1; showuntrackedfiles 1; showstashstate 1",
    "char_upstream_ahead A; char_upstream_behind B; char_upstream_equal E; char_upstream_prefix P; char_upstream_diverged X; showupstream auto",
    "char_upstream_prefix ''; showupstream verbose",
    "status_order untrackedfiles dirtystate; showdirtystate 1; showuntrackedfiles 1",
    "shorten_branch_len 3", "shorten_branch_len 3; shorten_branch_char_suffix '~'",
    "describe_style branch", "describe_style contains",
  ]

  static let states = [
    ":", "echo 2 > f; echo 2 > g; git add g; echo u > u", "git checkout -q --detach",
    "git stash -q; echo 3 > f", "git reset -q --hard up",
    "git branch -f -q up HEAD; git reset -q --hard HEAD~1",
    "git checkout -q up; git commit -q --allow-empty -m c; git branch -q -u main",
    "git tag t; git checkout -q --detach", "git bisect start -q; git bisect bad", "cd .git",
    "git init -q --bare ../bare; cd ../bare", "git checkout -q -b longer/name",
    // What the repository says of its own prompt.
    "git config bash.showDirtyState false; echo 2 > f; echo u > u",
    "git config bash.showDirtyState true; git config bash.showUntrackedFiles true; echo 2 > f; echo u > u",
    "git config bash.showUntrackedFiles false; echo u > u",
    "git config bash.showDirtyState false; git checkout -q --orphan o; echo u > u",
    "git config bash.showInformativeStatus true; echo 2 > f; echo 3 > g; git add g; echo u > u",
    "git config bash.showUpstream verbose; git reset -q --hard up",
    "git config bash.showUpstream ''",
    "git config bash.showUpstream none",
    // A history that is kept with git-svn(1), with an upstream of git's beside it.
    """
    git config svn-remote.svn.url http://svn.example/repo; git update-ref refs/remotes/git-svn HEAD
    git commit -q --allow-empty -m "$(printf 'a\\n\\ngit-svn-id: http://svn.example/repo@12 0')"
    git commit -q --allow-empty -m b
    """,
    "git config svn-remote.svn.url http://svn.example/repo",
  ]

  @Test(arguments: states) func `says what fish itself says`(state: String) throws {
    let repository = try GitRepository()
    let place = try repository.shell(
      """
      git commit -q --allow-empty -m a; git branch up; git branch -q -u up
      echo 1 > f; echo 1 > g; git add .; git commit -q -m b; echo s > f
      \(state.contains("stash") ? ":" : "git checkout -q f"); { \(state); } > ../said; pwd
      """
    ).trimmingCharacters(in: .newlines)
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch, name: "gitps1.fish")
    func said(_ start: String) throws -> [Substring] {
      let asked = Self.settings.map { settings in
        settings.split(separator: ";").map { "set -g __fish_git_prompt_\($0.drop { $0 == " " })" }
          .joined(separator: "\n")
            + """

            fish_git_prompt; printf '\\n'; fish_git_prompt '[%s]'; printf '\\036'
            for name in (set -n | string match -r '^_*__fish_git_prompt.*'); set -e $name; end

            """
      }
      return try run(
        ["fish", "-Nc", start + asked.joined()],
        variables: repository.variables.merging(["TERM": "xterm-256color"]) { $1 },
        directory: place
      ).output.split(separator: "\u{1e}", omittingEmptySubsequences: false)
    }
    let expected = try said("")
    let actual = try said("source '\(hook)'\n")
    #expect(expected.count == Self.settings.count + 1)
    for (settings, (one, other)) in zip(Self.settings, zip(expected, actual)) {
      // Here fish's own puts the sign for a clean state beside the changes.
      if state.contains("showInformativeStatus"), settings.contains("char_cleanstate ok") {
        #expect(one.contains("ok/S1D1U1") && other.contains("main/S1D1U1"))
        continue
      }
      #expect(one == other, "\(settings)")
    }
  }

  /// Where fish's own differs from git's, it is git's way that is taken.
  @Test func `counts a conflict once`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      echo 1 > f; git add .; git commit -qm a; git checkout -q -b o; echo 2 > f; git commit -qam b
      git checkout -q main; echo 3 > f; git commit -qam c; git merge -q o || :
      """)
    #expect(
      try shown("set -g __fish_git_prompt_showdirtystate 1", repository) == " (main *|MERGING)")
    #expect(
      try shown("set -g __fish_git_prompt_show_informative_status 1", repository)
        == " (main|MERGING|✖1)")
  }

  @Test func `follows git's own variables`() throws {
    let repository = try GitRepository()
    try repository.shell(
      "git commit -q --allow-empty -m a; echo u > u; git branch up; git branch -q -u up")
    #expect(
      try shown(
        "set -g GIT_PS1_SHOWUNTRACKEDFILES 1; set -g GIT_PS1_SHOWUPSTREAM verbose", repository)
        == " (main % =)")
    #expect(try shown("cd ..", repository) == "")
    // What could not be known in time is not clean.
    try repository.shell("printf DIRC > .git/index")
    #expect(
      try shown("set -g GIT_PS1_SHOWDIRTYSTATE 1", repository) == " (main ~)")
  }

  /// Where there is no repository of git's fish's own prompt of all systems asks the next one.
  @Test(arguments: [".", "/"])
  func `succeeds where fish's own does`(directory: String) throws {
    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m a")
    let script = """
      function fish_hg_prompt; printf ' (hg)'; end
      cd \(directory)
      false; fish_git_prompt; echo $status; true; fish_git_prompt; echo $status; fish_vcs_prompt
      """
    let theirs = try run(
      ["fish", "-Nc", script], variables: repository.variables, directory: repository.path)
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch, name: "gitps1.fish")
    let ours = try run(
      ["fish", "-Nc", "source '\(hook)'\n\(script)"], variables: repository.variables,
      directory: repository.path)
    #expect(ours == theirs)
    #expect(theirs.output.hasSuffix(directory == "/" ? "(hg)" : "(main)"), "\(theirs)")
  }

  private func shown(_ script: String, _ repository: GitRepository) throws -> String {
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch, name: "gitps1.fish")
    let outcome = try run(
      ["fish", "-Nc", "source '\(hook)'\n\(script)\nfish_git_prompt"],
      variables: repository.variables, directory: repository.path)
    #expect(outcome.error == "")
    return outcome.output
  }
}
