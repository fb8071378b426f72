import Support

/// What git can be in the middle of.
extension RandomRepository {
  /// Two branches that both change the last line of a file.
  private static let fork = """
    base=$(git symbolic-ref -q HEAD || git rev-parse HEAD); base=${base#refs/heads/}
    git checkout -q -b conflicting HEAD~1; echo theirs > file1; git add .
    git commit -q -m theirs; git commit -q --allow-empty -m theirs2
    git checkout -q "$base"; echo ours > file1; git add .; git commit -q -m ours
    """

  mutating func operation() {
    let fork = Self.fork + "\n"
    switch chance.below(24) {
    case 0: line("git checkout -q --detach HEAD~\(chance.below(2))")
    case 1: line("git checkout -q --detach; git tag -f here; git commit -q --allow-empty -m on")
    case 2:
      line("git checkout -q --orphan fresh\(chance.one(in: 2) ? "; git reset -q --hard" : "")")
    case 3: line(fork + "git merge -q conflicting || :")
    case 4: line(fork + "git cherry-pick conflicting~1 conflicting || :")
    case 5:
      line(
        fork
          + "git cherry-pick conflicting~1 conflicting || :; git checkout -f -q HEAD; git commit -q --allow-empty -m done || :"
      )
    case 6:
      line(
        "echo z > file1; git commit -q -a -m z; echo y > file1; git commit -q -a -m y; git revert --no-edit HEAD~1 || :"
      )
    case 7: line(fork + "git rebase -q conflicting || :")
    case 8: line(fork + "git rebase -q --apply conflicting || :")
    case 9: line(fork + "git checkout -q --detach; git rebase -q conflicting || :")
    case 10:
      line(
        fork + "git format-patch -q -1 --stdout conflicting~1 > ../patch; git am -q ../patch || :")
    case 11: line("git bisect start -q HEAD HEAD~1 || git bisect start; git bisect bad || :")
    case 12: interactiveRebase()
    case 13:
      // Several to revert, of which the first was taken back: only the list is left.
      line(
        "for i in 1 2 3; do echo $i > file1; git commit -q -a -m r$i; done; echo end > file1; git commit -q -a -m end; git revert --no-edit HEAD~1 HEAD~2 || :\(chance.one(in: 2) ? "; git reset -q --merge" : "")"
      )
    case 14:
      // Patches that nobody says whose they are, as after a failed am of old.
      line(
        "mkdir -p \"$(git rev-parse --git-path rebase-apply)\"; cd \"$(git rev-parse --git-path rebase-apply)\" && { echo 2 > next; echo 5 > last; \(chance.pick([":", ": > applying", ": > rebasing; echo refs/heads/x > head-name"])); cd - > ../here 2>&1; }"
      )
    case 15: line(fork + "git bisect start -q HEAD HEAD~1 || :; git merge -q conflicting || :")
    case 16: line(fork + "git checkout -q --detach; git rebase -q --apply conflicting || :")
    case 17: line(fork + "git merge -q conflicting || :; echo merged > file1; git add file1")
    default: break
    }
  }

  /// A rebase that stops where the list says so.
  private mutating func interactiveRebase() {
    let stop = chance.pick([
      "s/^pick/edit/", "1s/^pick/break\\\\npick/", "2s/^pick/reword/;1s/^pick/edit/",
      "$s/$/\\\\nexec false/",
    ])
    line(
      "GIT_SEQUENCE_EDITOR=\"sed -i '\(stop)'\" git rebase -q -i \(chance.pick(["HEAD~1", "HEAD~1 --autostash", "--root"])) || :"
    )
  }
}
