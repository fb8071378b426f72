import Glibc
import Support

@testable import Git

extension GitRepository {
  /// What surrounds a prompt in `directory` of this repository, with the configuration that git
  /// has in these tests.
  func surroundings(in directory: String = ".") -> Surroundings {
    let place = directory.hasPrefix("/") ? directory : path + "/" + directory
    var surroundings = Surroundings(directory: Git.normalised(place, at: "/"), user: geteuid())
    surroundings.home = home
    surroundings.configurationHome = home + "/.config"
    return surroundings
  }

  /// The repository as our reader has it.
  func opened(in directory: String = ".") throws -> Repository {
    guard let repository = Repository(surroundings(in: directory)) else {
      throw Unexpected("no repository in \(directory)")
    }
    return repository
  }
}
