import Glibc
import Support

@testable import Git

extension GitRepository {
  /// What surrounds a prompt in `directory` of this repository, with the configuration that git
  /// has in these tests.
  func options(in directory: String = ".") -> DiscoveryOptions {
    let place = directory.hasPrefix("/") ? directory : path + "/" + directory
    var options = DiscoveryOptions(directory: Git.normalised(place, at: "/"), user: geteuid())
    options.home = home
    options.configurationHome = home + "/.config"
    return options
  }

  /// The repository as our reader has it.
  func opened(in directory: String = ".") throws -> Repository {
    guard let repository = Repository(options(in: directory)) else {
      throw Unexpected("no repository in \(directory)")
    }
    return repository
  }
}
