/// The version of all of Detour's commands.
public let version = "0.1.0"
