import Testing

@testable import Tool

@Suite struct DirectoriesTests {
  @Test func `stand where the usual ones are`() {
    let directories = Directories { $0 == "HOME" ? "/home/a" : nil }
    #expect(directories.configuration == "/home/a/.config/detour")
    #expect(directories.state == "/home/a/.local/state/detour")
    #expect(directories.cache == "/home/a/.cache/detour")
    #expect(directories.runtime == nil)
  }

  /// Without a home they are below the top folder, and their paths begin with one slash.
  @Test(arguments: [String?.none, "/"])
  func `begin with one slash`(home: String?) {
    let directories = Directories { $0 == "HOME" ? home : nil }
    #expect(directories.configuration == "/.config/detour")
    #expect(directories.state == "/.local/state/detour")
  }

  /// The specification has relative paths passed over.
  @Test func `follow the variables`() {
    let variables = [
      "HOME": "/home/a", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative",
      "XDG_RUNTIME_DIR": "/run/user/7",
    ]
    let directories = Directories { variables[$0] }
    #expect(directories.configuration == "/c/detour")
    #expect(directories.state == "/home/a/.local/state/detour")
    #expect(directories.runtime == "/run/user/7/detour")
  }
}
