import Foundation
import Support
import Testing

@testable import Git

/// Random changes of a work tree, its index and its rules, after each few of which the watcher is
/// asked at once and must say what `git status` says.
///
/// A failure names its seed: `DETOUR_WATCH_SEED=17` runs that one alone. `DETOUR_WATCH_BATCHES` says
/// how many batches each seed has, `DETOUR_WATCH_SEEDS` how many seeds there are, and
/// `DETOUR_WATCH_FIRST` which is the first. Into the directory `DETOUR_WATCH_KEEP` goes a copy of the
/// repository.
@Suite struct WatchTortureTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static func number(_ name: String, _ usual: UInt64) -> UInt64 {
    environment[name].flatMap { UInt64($0) } ?? usual
  }

  private static let seeds: [UInt64] =
    environment["DETOUR_WATCH_SEED"].flatMap { UInt64($0) }.map { [$0] }
    ?? (0..<number("DETOUR_WATCH_SEEDS", 4)).map { number("DETOUR_WATCH_FIRST", 0) + $0 }

  @Test(arguments: seeds) func `says what git says`(seed: UInt64) throws {
    let places = Watching.places
    let form: [String] = seed % 5 == 4 ? ["--object-format=sha256"] : []
    let watching = try Watching(
      """
      mkdir -p d0/d1/d2 d1/d0 d2; for f in f0 d0/f1 d0/d1/f2 d0/d1/d2/f3 d1/f0 d1/d0/f1 d2/f2; do
        seq $RANDOM | head -30 > $f; done
      echo '*.o' > .gitignore; git add .; git commit -qm first; git branch other
      """, options: form, in: places[Int(seed) % places.count])
    var changes = RandomChanges(seed: seed)
    var answered = 0
    let count = Int(Self.number("DETOUR_WATCH_BATCHES", 24))
    for batch in 0..<count {
      let script = changes.batch()
      _ = try run(
        ["/bin/bash", "-uc", script], variables: watching.repository.variables,
        directory: watching.repository.path)
      if let refusal = try watching.refusal() {
        // What it does not serve is no error, but must not be all.
        watching.tree.reconsider()
        #expect(
          [.sharedRules, .unknown, .unwatchable, .submodules].contains(refusal),
          "\(refusal): \(script)")
        try watching.repository.shell(
          """
          find . -mindepth 2 -name .git -exec rm -rf {} + || :
          find . -name '.git?*' -type f -links +1 -exec rm -f {} + || :
          rm -f .git/index.lock; git rm -qrf --cached . || :; git add -A; git commit -qm again || :
          """)
        continue
      }
      guard case .answer(let answer) = try watching.reply() else { continue }
      answered += 1
      let ours = Observation(
        answer.staged, answer.unstaged, answer.untracked, answer.conflicted)
      let expected = try watching.repository.counts()
      guard ours == expected else {
        // Of what is behind a link to itself git only says that it could not look.
        let said = try run(
          ["git", "status", "--porcelain"], variables: watching.repository.variables,
          directory: watching.repository.path)
        if said.error.contains("Too many levels of symbolic links") { continue }
        let walked = try watching.repository.ours(counting: true)
        Issue.record(
          """
          DETOUR_WATCH_SEED=\(seed), batch \(batch): \(ours), git: \(expected), a walk: \(walked)
          \(script)
          \(said)
          """)
        if let keep = Self.environment["DETOUR_WATCH_KEEP"] {
          try shell("cp -a '\(watching.repository.path)/..' '\(keep)/\(seed)'")
        }
        return
      }
    }
    #expect(answered > count / 2)
  }
}

/// What happens in a work tree.
struct RandomChanges {
  private var chance: SeededGenerator

  init(seed: UInt64) { chance = SeededGenerator(seed: seed &* 7919) }

  private mutating func directory() -> String {
    let depth = chance.below(4)
    if depth == 0 { return "." }
    return (0..<depth).map { _ in "d\(chance.below(3))" }.joined(separator: "/")
  }

  private mutating func file() -> String {
    directory() + "/" + chance.pick(["f0", "f1", "f2", "f3", "a.o", "new", "b c", "x.txt"])
  }

  /// A few changes, one after the other.
  mutating func batch() -> String {
    (0...chance.below(4)).map { _ in "{ \(change()); } 2>/dev/null || :" }.joined(separator: "\n")
  }

  private mutating func change() -> String {
    switch chance.below(12) {
    case 0...4: fileChange()
    case 5, 6: directoryChange()
    case 7: rules()
    default: git()
    }
  }

  private mutating func fileChange() -> String {
    let (one, other) = (file(), file())
    let number = chance.below(100)
    return chance.pick([
      "echo \(number) > '\(one)'", "echo \(number) >> '\(one)'", "rm -f '\(one)'", ": > '\(one)'",
      "mkdir -p \"$(dirname '\(one)')\"; echo \(number) > '\(one)'", "touch '\(one)'",
      "mv -f '\(one)' '\(other)'", "mv -f '\(one)' ../out/", "cp '\(one)' '\(other)'",
      "mv ../out/f1 '\(one)'", "chmod +x '\(one)'", "chmod -x '\(one)'",
      "ln -sfn f0 '\(one)'", "truncate -s 3 '\(one)'", "touch -d '2001-01-01' '\(one)'",
      // Seen with a second name, and then changed through that.
      "ln -f '\(one)' ../out/link; touch '\(one)'", "echo \(number) >> ../out/link",
      "cp -p '\(one)' t; echo \(number) > t; mv -f t '\(one)'",
      "python3 -c 'import mmap,sys; f=open(sys.argv[1],\"r+b\"); m=mmap.mmap(f.fileno(),0); f.close(); m[0]=\(number + 32); m.close()' '\(one)'",
      "printf '\(number % 10)\\n' > '\(one)'; printf '\((number + 1) % 10)\\n' > '\(one)'",
      "sed -i 's/1/2/' '\(one)'", "rm -f '\(one)'; mkdir -p '\(one)'; touch '\(one)/in'",
      "mkfifo '\(one)'", "ln '\(one)' '\(other)'",
    ])
  }

  private mutating func directoryChange() -> String {
    let (one, other) = (directory(), directory())
    return chance.pick([
      "mkdir -p '\(one)'", "rm -rf '\(one)'", "mv '\(one)' '\(other)'", "mv '\(one)' '\(other)x'",
      "mv '\(one)' ../out/moved; mv ../out/moved '\(other)'", "cp -r '\(one)' ../out/copied",
      "mv ../out/copied '\(one)'", "cp -r '\(one)' '\(other)/'", "rmdir '\(one)'",
      "mv '\(one)x' '\(one)'", "mv '\(one)' ../out/gone", "mv ../out/gone '\(other)'",
      "rm -rf '\(one)'; ln -s d0 '\(one)'", "mkdir -p '\(one)/new/er'; touch '\(one)/new/er/file'",
      "mkdir -p '\(one)/a/b/c'; mv '\(one)/a' '\(other)/a2'", "rm -rf '\(one)/new'",
      "git init -q '\(one)/nested'; touch '\(one)/nested/f'", "rm -rf '\(one)/nested/.git'",
      "chmod 700 '\(one)'", "mv '\(one)' t; mv '\(other)' '\(one)'; mv t '\(other)'",
    ])
  }

  private static let touch = "git ls-files -z | xargs -0 touch -ch"

  private mutating func rules() -> String {
    let one = directory()
    let rule = chance.pick(["*.o", "new", "/new", "d1/", "f?", "!f1", "**/x.txt", "a", "nested"])
    return chance.pick([
      "echo '\(rule)' > '\(one)/.gitignore'", "echo '\(rule)' >> '\(one)/.gitignore'",
      "rm -f '\(one)/.gitignore'", "echo '\(rule)' > .git/info/exclude", ": > .git/info/exclude",
      "echo '\(rule)' > \"$HOME/.config/ignored\"; git config core.excludesFile \"$HOME/.config/ignored\"",
      // What git has compared with other rules it compares again only where it has a reason.
      "echo '*.txt text eol=crlf' > '\(one)/.gitattributes'; \(Self.touch)",
      "rm -f '\(one)/.gitattributes'; \(Self.touch)",
      "git config core.fileMode \(chance.pick(["true", "false"]))",
      "git config core.autocrlf \(chance.pick(["true", "false", "input"])); \(Self.touch)",
      "git config --unset core.excludesFile",
    ])
  }

  private mutating func git() -> String {
    let (one, other) = (file(), file())
    return chance.pick([
      "git add '\(one)'", "git add -A", "git add -u", "git commit -qam c", "git commit -qm i",
      "git rm -q --cached '\(one)'", "git rm -rqf '\(directory())'",
      "git mv -k '\(one)' '\(other)'",
      "git reset -q", "git reset -q --hard", "git reset -q --soft HEAD~1", "git stash -q",
      "git stash pop -q", "git stash -q -u", "git checkout -q -f other", "git checkout -q -f main",
      "git checkout -q other", "git checkout -q main", "git merge -q --no-edit other",
      "git merge --abort", "git clean -qfd", "git checkout -q -- .", "git add -N '\(one)'",
      "git update-index --assume-unchanged '\(one)'",
      "git update-index --no-assume-unchanged '\(one)'",
      "git update-index --skip-worktree '\(one)'", "git update-index --no-skip-worktree '\(one)'",
      "git gc -q", "git update-index --split-index", "git update-index --no-split-index",
      "git update-index --index-version \(chance.pick(["2", "4"]))", "git read-tree HEAD",
      "git status", "git branch -f other HEAD~1", "git checkout -q --detach",
      "git -c core.autocrlf=false add -A; git commit -qm more; git branch -f other",
      "git replace -f HEAD HEAD~1", "git replace -d $(git replace -l)",
      "rm -f .git/index", "git worktree add -q ../out/w\(chance.below(9))", "git rebase -q other",
      "git rebase --abort",
    ])
  }
}
