import Foundation
import Support
import Testing

/// Many real shells that prompt at once, in a repository that is being changed.
@Suite struct ManyShellsTests {
  /// A shell that prompts until it is told to stop. What was changed stands in the file `state`
  /// before a prompt and after it: where that is the same, the prompt must show it.
  private static let prompting = """
    GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_TIMEOUT_MS=60000
    asked=0 sure=0
    while [ ! -e "$ground/stop" ]; do
      read -r before < "$ground/state"
      shown=$(__git_ps1 '%s')
      read -r after < "$ground/state"
      asked=$((asked + 1))
      [ "$before" = "$after" ] || continue
      sign=${before#* }
      [ "$sign" != - ] || continue
      sure=$((sure + 1))
      echo "$before" > "$ground/seen$1"
      case $shown in
      *"$sign"*) ;;
      *) echo "wrong: '$shown' after $before" ;;
      esac
    done
    echo "asked $asked sure $sure"
    """

  /// Changes of each sort, among them such as leave the size as it is; after each one what the
  /// prompt must show is put into `state` at once.
  private static let changing = """
    say() { echo "$1" > "$ground/next"; mv "$ground/next" "$ground/state"; }
    wait_a_little() { sleep 0.$((RANDOM % 3))$((RANDOM % 10))1; }
    # Every other change stays until all have shown it, the rest come and go as it happens.
    changes=0
    until_seen() {
      changes=$((changes + 1))
      for _ in {1..500}; do
        wait_a_little
        [ $((changes % 2)) = 0 ] || return 0
        [ "$(cat "$ground"/seen* 2>/dev/null | grep -cFx "$1")" -lt 8 ] || return 0
      done
    }
    for round in {1..3}; do
      for sort in edit untracked delete stage deep; do
        file=part$((RANDOM % 5))/file$((RANDOM % 20))
        case $sort in
        edit) printf 'b\\n' > "$file"; say "$round.$sort *" ;;
        untracked) mkdir -p "${file%/*}/new"; : > "${file%/*}/new/one"; say "$round.$sort %" ;;
        delete) rm "$file"; say "$round.$sort *" ;;
        stage) printf 'b\\n' > "$file"; git add "$file"; say "$round.$sort +" ;;
        deep) : > "part$((RANDOM % 5))/deep/in/other"; say "$round.$sort %" ;;
        esac
        until_seen "$(cat "$ground/state")"
        say "$round.$sort -"
        git reset -q --hard; git clean -qfd
        # Sometimes the next change comes within the same tick of the clock.
        [ $((RANDOM % 2)) = 0 ] || wait_a_little
      done
    done
    """

  @Test func `never say clean after a change`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      for part in 0 1 2 3 4; do
        mkdir -p part$part/deep/in; echo kept > part$part/deep/in/kept
        for file in {0..19}; do echo a > part$part/file$file; done
      done
      git add .; git commit -qm first
      """)
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    try scratch.write("state", "0 -\n")
    var variables = repository.variables
    variables["ground"] = scratch.path
    variables["XDG_CACHE_HOME"] = scratch.path("cache")
    try scratch.write("prompting", ". '\(hook)'\n" + Self.prompting)
    let outcome = try run(
      [
        "/bin/bash", "-uc",
        """
        for number in {1..8}; do
          bash "$ground/prompting" $number > "$ground/said$number" 2>&1 &
        done
        \(Self.changing)
        touch "$ground/stop"
        wait
        cat "$ground"/said*
        """,
      ], variables: variables, directory: repository.path, within: .seconds(600))
    #expect(outcome.code == 0 && outcome.error == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("wrong") } == [])
    let counts = lines.filter { $0.hasPrefix("asked") }
    #expect(counts.count == 8, "\(outcome)")
    // Each of them saw changes, and all of them remembered in one place.
    let sure = counts.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(sure.allSatisfy { $0 > 0 }, "\(counts)")
    #expect(FileManager.default.fileExists(atPath: scratch.path("cache/detour/gitps1")))
  }
}
