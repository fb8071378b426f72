import ArgumentParser

struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, suggests and sets the keys of all workspaces.",
    discussion: """
      GNOME has keys for twelve workspaces, which work with every window; beyond the twelfth a \
      shortcut calls wsctl. Existing shortcuts are kept unless you pass --replace.

      Examples:
        detour keys list
        detour keys suggest
        detour keys bind switch 5-12 '<Control>F%n' --fixed
        detour keys bind move 1-9 '<Super><Shift>%n' --replace
        detour keys unbind switch 5-12
        detour keys export > keys.json
      """,
    subcommands: [
      KeysList.self, KeysBind.self, KeysUnbind.self, KeysSuggest.self, KeysExport.self,
      KeysImport.self,
    ],
    defaultSubcommand: KeysList.self)
}
