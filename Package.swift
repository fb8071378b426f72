// swift-tools-version: 6.3

import PackageDescription

/// Whether the Makefile has said yes to a question about this machine: the manifest itself looks at
/// nothing but its environment, so that the same sources and answers give the same build.
func isSet(_ variable: String) -> Bool { Context.environment[variable] == "1" }

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

/// For code over no C library: the compiler proves that it does nothing unsafe.
let safe = settings + [.strictMemorySafety()]

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

/// Whether a command over libX11 can have all of it inside, and so start in half the time: Debian
/// has the static form of libX11 and of all that it stands on, Fedora does not.
let hasStaticX11 = isSet("DETOUR_STATIC_X11")

/// Whether the toolchain came with a linker of its own.
let hasOwnLinker = isSet("DETOUR_LLD")

/// ArgumentParser and Crypto stand on FoundationEssentials, whose static form names none of these.
let foundation = ["-l_FoundationCollections", "-l_FoundationCShims", "-lswiftSynchronization"]

/// How gitps1 is linked: what a prompt uses lies together, as to bring in a page takes longer than
/// what most pages are wanted for. `make order` writes the list.
let inOrder =
  ["-static-executable"] + foundation
  + (hasOwnLinker
    ? [
      "-use-ld=lld", "-Xlinker", "--no-warn-symbol-ordering", "-Xlinker",
      "--symbol-ordering-file=\(Context.packageDirectory)/desktop/packaging/gitps1.order",
    ] : [])

/// Stripped, unless DETOUR_SYMBOLS is set (for `make order`).
let stripped =
  isSet("DETOUR_SYMBOLS") ? ["-Xlinker", "-S"] : ["-Xlinker", "-s"]

/// How a command over libX11 is linked. The libraries that CX11 names come before those they need.
let overX =
  hasStaticX11
  ? [
    "-static-executable", "-lX11", "-lX11-xcb", "-lxcb-randr", "-lxcb-res", "-lxcb", "-lXau",
    "-lXdmcp",
  ]
  : ["-static-stdlib"]

/// A command with the Swift runtime inside it, so that it starts at once.
func command(
  _ name: String, over libraries: Target.Dependency..., linked link: [String] = ["-static-stdlib"]
) -> Target {
  let hasArguments = libraries.contains { if case .productItem = $0 { true } else { false } }
  return .executableTarget(
    name: name, dependencies: ["Tool"] + libraries, swiftSettings: safe,
    linkerSettings: [
      .unsafeFlags(
        link + stripped + (hasArguments ? foundation : []), .when(configuration: .release))
    ])
}

/// The tests of one module.
func tests(
  _ module: String, over libraries: Target.Dependency..., beside data: [String] = []
) -> Target {
  .testTarget(
    name: module + "Tests", dependencies: [.init(stringLiteral: module), "Support"] + libraries,
    exclude: data, swiftSettings: settings)
}

/// The readers of git's files with libFuzzer around them: only `Tests/fuzz` can link it.
let fuzzing: [Target] =
  !isSet("DETOUR_FUZZ")
  ? []
  : [
    .executableTarget(
      name: "Fuzz", dependencies: ["Git", "System"], path: "Tests/Fuzz", exclude: ["Corpus"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "detour",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.0.0"),
  ],
  targets: [
    // C libraries, as the system has them.
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CDBus", pkgConfig: "dbus-1",
      providers: [.apt(["libdbus-1-dev"]), .yum(["dbus-devel"])]),
    .systemLibrary(
      name: "CX11",
      providers: [
        .apt(["libx11-dev", "libx11-xcb-dev", "libxcb-randr0-dev", "libxcb-res0-dev"]),
        .yum(["libX11-devel", "libxcb-devel"]),
      ]),
    .systemLibrary(
      name: "CGio", pkgConfig: "gio-2.0",
      providers: [.apt(["libglib2.0-dev"]), .yum(["glib2-devel"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-ng-compat-devel", "zlib-ng-compat-static"])]),

    // Wrappers: C made Swift.
    .target(name: "System", dependencies: ["CLinux"], swiftSettings: settings),
    .target(name: "Zlib", dependencies: ["CZlib"], swiftSettings: settings),
    .target(name: "DBus", dependencies: ["CDBus", "System"], swiftSettings: settings),
    .target(name: "X11", dependencies: ["CX11", "System"], swiftSettings: settings),
    .target(name: "Settings", dependencies: ["CGio"], swiftSettings: settings),

    .target(name: "Interchange", swiftSettings: safe),

    // Subjects: what the commands are about.
    .target(name: "Git", dependencies: ["System", "Zlib", crypto], swiftSettings: safe),
    .target(name: "Windows", dependencies: ["System"], swiftSettings: safe),
    .target(name: "Login", dependencies: ["DBus", "System"], swiftSettings: safe),
    .target(
      name: "Quirks",
      dependencies: ["Login", "X11", "Settings", "DBus", "Interchange", "System"],
      swiftSettings: safe),

    // Back ends of Windows.
    .target(name: "EWMH", dependencies: ["Windows", "X11", "System"], swiftSettings: safe),

    // The edge of every command, and what a command over ArgumentParser adds to it.
    .target(name: "Tool", dependencies: ["System"], swiftSettings: settings),
    .target(name: "Arguments", dependencies: ["Tool", arguments], swiftSettings: safe),

    // Commands.
    command("gitps1", over: "Git", "Interchange", "System", linked: inOrder),
    command("wmctrl", over: "EWMH", "Windows", "X11", "System", linked: overX),
    command(
      "wsctl", over: "Interchange", "EWMH", "Windows", "System", "Arguments", arguments,
      linked: overX),
    // At a fixed place: else the loader writes to all pages that hold pointers, ArgumentParser's
    // too, and they stay resident in the holder.
    command(
      "lidctl", over: "Interchange", "Login", "DBus", "System", "Arguments", arguments,
      linked: ["-static-stdlib", "-Xclang-linker", "-no-pie"]),
    command(
      "detour", over: "Quirks", "Login", "EWMH", "Windows", "Settings", "Interchange", "DBus",
      "System",
      "Arguments", arguments),

    // Tests.
    .target(
      name: "Support", dependencies: ["System"], path: "Tests/Support", swiftSettings: settings),
    tests("System"),
    tests("Zlib"),
    tests("DBus", over: "System", "CDBus"),
    tests("X11"),
    tests("Settings"),
    tests("Interchange"),
    tests("Git", over: "System", beside: ["Fixtures"]),
    tests("Windows"),
    tests("Login", over: "DBus", "System"),
    tests("Quirks", over: "X11"),
    tests("Tool"),
    .testTarget(
      name: "CommandTests",
      dependencies: ["Support", "gitps1", "wmctrl", "wsctl", "lidctl", "detour"],
      exclude: ["Gitps1/Kept"],
      swiftSettings: settings),
  ] + fuzzing,
  swiftLanguageModes: [.v6]
)
