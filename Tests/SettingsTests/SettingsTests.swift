import Support
import Testing

@testable import Settings

@Suite struct SettingsTests {
  @Test func `throws where the schema is missing`() {
    #expect(throws: SettingsError.noSchema("org.example.None")) {
      _ = try Settings("org.example.None")
    }
  }

  @Test(arguments: [nil, "relative/", "/no/end", "/a//b/"])
  func `throws for a path that cannot be`(path: String?) {
    let name = "org.gnome.settings-daemon.plugins.media-keys.custom-keybinding"
    #expect(throws: SettingsError.wrongPath(schema: name)) { _ = try Settings(name, path: path) }
  }

  @Test func `throws where the key is missing`() throws {
    let settings = try Settings("org.gnome.desktop.wm.keybindings")
    #expect(throws: SettingsError.noKey("nothing", schema: settings.name)) {
      _ = try settings.value("nothing")
    }
  }

  /// gsettings(1) lists the same schemas and keys.
  @Test func `knows what gsettings knows`() throws {
    let fixed = try shell("gsettings list-schemas").split(separator: "\n").map(String.init)
    #expect(Set(schemas().fixed) == Set(fixed))
    let name = "org.gnome.desktop.wm.preferences"
    let keys = try shell("gsettings list-keys \(name)").split(separator: "\n").map(String.init)
    #expect(try Settings(name).keys == keys.sorted())
  }

  @Test func `refuses what the key does not take`() throws {
    let settings = try Settings("org.gnome.desktop.wm.preferences")
    for value in [Value.string("x"), .integer(99), .boolean(true)] {
      #expect(throws: SettingsError.self) { try settings.set("num-workspaces", to: value) }
    }
  }
}

@Suite struct ValueTests {
  @Test(arguments: [
    (Value.boolean(true), "true"), (.integer(-3), "-3"), (.string("a'b"), "\"a'b\""),
    (.string("a\\\n\u{1}"), "'a\\\\\\n\\u0001'"), (.strings([]), "@as []"),
    (.strings(["<Super>1", "x"]), "['<Super>1', 'x']"), (.other("(1, 2)"), "(1, 2)"),
    (.string("a'\u{301}"), "\"a'\u{301}\""),
  ])
  func `is written as gsettings writes it`(value: Value, text: String) throws {
    #expect(value.description == text)
    let scratch = try Scratch()
    let (type, other) =
      switch value {
      case .boolean: ("b", "false")
      case .integer: ("i", "0")
      case .double: ("d", "0.0")
      case .string: ("s", "''")
      case .strings: ("as", "['other']")
      case .other: ("(ii)", "(0, 0)")
      }
    try scratch.write(
      "values.gschema.xml",
      """
      <schemalist><schema id="org.example.Values" path="/org/example/values/">
      <key name="value" type="\(type)"><default>\(other)</default></key>
      </schema></schemalist>
      """)
    let said = try run(
      [
        "sh", "-c",
        "glib-compile-schemas . && gsettings set $0 value \"$1\" && gsettings get $0 value",
        "org.example.Values", text,
      ],
      variables: [
        "GSETTINGS_SCHEMA_DIR": scratch.path, "GSETTINGS_BACKEND": "keyfile",
        "XDG_CONFIG_HOME": scratch.path,
      ], directory: scratch.path)
    #expect(said == Outcome(output: text + "\n"))
  }
}
