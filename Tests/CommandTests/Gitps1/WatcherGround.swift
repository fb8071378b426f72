import Foundation
import Support
import Testing

/// A repository with a watcher beside it.
struct WatcherGround {
  let repository: GitRepository
  let runtime: Scratch
  let variables: [String: String?]

  /// - Parameter options: for `git init`.
  init(_ options: [String] = []) throws {
    // The watcher serves what is on a file system that tells of every change.
    repository = try GitRepository(options, in: "/dev/shm")
    runtime = try Scratch()
    var variables = repository.variables
    variables["XDG_RUNTIME_DIR"] = runtime.path
    variables["XDG_CACHE_HOME"] = runtime.path("cache")
    self.variables = variables
    try repository.shell("mkdir d; echo a > d/a; echo b > b; git add .; git commit -qm one")
  }

  func watch() throws -> Background {
    let watcher = try Background([product("gitps1"), "--watch"], variables: variables)
    try watcher.ready { FileManager.default.fileExists(atPath: socket) }
    return watcher
  }

  var socket: String { runtime.path("detour/gitps1.sock") }

  /// The directory above the work tree.
  var above: String { URL(filePath: repository.path).deletingLastPathComponent().path }

  /// Runs gitps1 in the tree of that name beside the repository, or in the repository.
  func run(_ arguments: String..., in tree: String = "tree") throws -> Outcome {
    try Support.run(
      [product("gitps1")] + arguments, variables: variables, directory: above + "/" + tree)
  }

  static let fields = "{staged}/{unstaged}/{untracked}/{conflicted}"

  /// What is shown, and who knew it.
  func shown(in tree: String = "tree") throws -> (counts: String, source: String) {
    let parts = try run("--format", Self.fields + " {source}", in: tree).output.split(
      separator: " ")
    guard parts.count == 2 else { throw Unexpected("\(parts) in \(tree)") }
    return (String(parts[0]), parts[1].trimmingCharacters(in: .newlines))
  }

  /// Asks until the watcher answers, which on a busy machine may be later than a prompt waits;
  /// what is shown must be right all the while.
  func expect(
    _ counts: String, in tree: String = "tree", _ location: SourceLocation = #_sourceLocation
  ) throws {
    let isServed = try eventually(within: .seconds(120)) {
      let shown = try shown(in: tree)
      #expect(shown.counts == counts, sourceLocation: location)
      return shown.source == "watcher"
    }
    #expect(isServed, sourceLocation: location)
  }

  /// What the watcher says of itself.
  func status() throws -> (object: [String: Any], trees: [[String: Any]]) {
    let outcome = try run("--watch", "--status", "--json")
    guard
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        as? [String: Any], let trees = object["trees"] as? [[String: Any]]
    else { throw Unexpected("\(outcome)") }
    return (object, trees)
  }

  /// Runs a script with mounts of its own, in the work tree, beside a watcher that `watch` starts.
  ///
  /// `ask` is a prompt, `served WORD` asks until the watcher answers, or for a while, and `refused`
  /// until it has looked at the tree and says that it does not.
  func apart(_ script: String, options: [String] = []) throws -> String {
    let words = ["unshare", "--mount", "--propagation", "private"] + options
    let outcome = try Support.run(
      words + [
        "/bin/bash", "-euc",
        """
        watch() {
          '\(product("gitps1"))' --watch & watcher=$!
          trap 'kill $watcher' EXIT
          until [ -S '\(socket)' ]; do sleep 0.05; done
        }
        ask() { '\(product("gitps1"))' --format '\(Self.fields) {source}'; }
        status() { '\(product("gitps1"))' --watch --status; }
        served() {
          local said
          for _ in {1..600}; do
            said=$(ask)
            case $said in *watcher) break ;; esac
            sleep 0.1
          done
          echo "$1: $said"
        }
        refused() {
          for _ in {1..600}; do
            ask
            case $(status | head -n 1) in
            *'it is being looked at') ;;
            *': not served: '*) break ;;
            esac
            sleep 0.1
          done | uniq
        }
        \(script)
        """,
      ], variables: variables, directory: repository.path, within: .seconds(180))
    guard outcome.code == 0 else { throw Unexpected("\(outcome)") }
    return outcome.output
  }
}
