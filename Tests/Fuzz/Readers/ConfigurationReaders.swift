import Glibc

@testable import Git

let configurationReaders: [String: Reader] = [
  "config": { bytes in
    _ = try? ConfigurationFile(bytes)
    _ = CommandConfiguration.quoted(bytes)
    _ = Configuration.integer(bytes)
    _ = Configuration.boolean(bytes)
    _ = Configuration.path(bytes, home: "/nowhere")
  },
  "repository": { bytes in
    // The configuration of a repository, and all that it decides.
    let git = skeleton + "/.git"
    write(bytes, to: git + "/config")
    guard let repository = Repository(options) else { return }
    let configuration = repository.configuration
    let references = References(repository)
    _ = Upstream(of: Array("main".utf8), configuration, references)
    _ = PushTarget(of: Array("main".utf8), configuration, references)
    _ = SubversionUpstream(configuration).urls
    _ = WorkTreeSettings(configuration)
    _ = repository.replacements()
    _ = repository.userFile("core.excludesfile", byDefault: "git/ignore")
    _ = ObjectStore(repository).directories
  },
  "state": { bytes in
    // What HEAD, a .git file and the files of an operation hold.
    let git = skeleton + "/.git"
    let parts = parts(bytes, 6)
    for (name, part) in zip(
      ["HEAD", "rebase-merge/msgnum", "rebase-merge/head-name", "commondir"], parts)
    { write(part, to: git + "/" + name) }
    write(parts[4], to: skeleton + "/file")
    write(parts[5], to: git + "/rebase-merge/end")
    _ = Head(at: git + "/HEAD")
    _ = Discovery.gitFile(skeleton + "/file")
    _ = Repository.commonDirectory(of: git)
    unlink(git + "/config")
    unlink(git + "/commondir")
    guard let repository = Repository(options) else { return }
    let state = RepositoryState(in: git, References(repository))
    if let step = state?.step {
      // The shell's prompt shows them as they are.
      precondition((step.current + step.total).allSatisfy { (0x30...0x39).contains($0) })
    }
  },
]

/// A repository with nothing in it.
private let skeleton: String = {
  for name in ["", "/.git", "/.git/objects", "/.git/refs", "/.git/rebase-merge"] {
    mkdir(room + "/tree" + name, 0o700)
  }
  write(Array("ref: refs/heads/main\n".utf8), to: room + "/tree/.git/HEAD")
  return room + "/tree"
}()

private var options: DiscoveryOptions {
  var options = DiscoveryOptions(directory: skeleton, user: geteuid())
  options.home = "/nowhere"
  options.ceilings = [room]
  return options
}
