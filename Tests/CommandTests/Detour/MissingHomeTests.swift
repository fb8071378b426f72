import Support
import Testing

/// A user with no home directory, as `nobody` is, has none afterwards either, though root could make it.
@Suite struct MissingHomeTests {
  @Test(arguments: [
    (["detour", "fix", "alt-drag", "--yes"], "detour: "),
    (["detour", "guard", "install"], "detour: "),
    (["wsctl", "extension", "install", "--shell", "48"], "wsctl: "),
  ])
  func `is not made`(words: [String], complaint: String) throws {
    let scratch = try Scratch()
    let missing = scratch.path("nowhere")
    let outcome = try run(
      [product(words[0])] + words.dropFirst(),
      variables: [
        "HOME": missing, "XDG_RUNTIME_DIR": scratch.path, "XDG_CONFIG_HOME": nil,
        "XDG_STATE_HOME": nil, "XDG_CACHE_HOME": nil, "XDG_DATA_HOME": nil,
        "DBUS_SESSION_BUS_ADDRESS": nil,
      ])
    #expect(outcome.code == 1, "\(outcome)")
    let last = outcome.error.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix(complaint) && last.contains(missing), "\(outcome)")
    #expect(try run(["test", "-e", missing]).code == 1)
  }

  /// What would be in it is not put into the root directory.
  @Test(arguments: [String?.none, "", "relative"])
  func `is not the root directory`(home: String?) throws {
    let scratch = try Scratch()
    func hidden() throws -> Outcome { try run(["sh", "-c", "ls -d /.[!.]*"]) }
    let before = try hidden()
    let outcome = try run(
      [product("detour"), "fix", "alt-drag", "--yes"],
      variables: [
        "HOME": home, "XDG_RUNTIME_DIR": scratch.path, "XDG_CONFIG_HOME": nil,
        "XDG_STATE_HOME": nil, "XDG_CACHE_HOME": nil, "DBUS_SESSION_BUS_ADDRESS": nil,
      ], directory: scratch.path)
    #expect(outcome.code == 1, "\(outcome)")
    #expect(try hidden() == before)
  }
}
