// swift-tools-version: 6.3

import PackageDescription

/// Whether the Makefile has said yes to a question about this machine: the manifest itself looks at
/// nothing but its environment, so that the same sources and answers give the same build.
func isSet(_ variable: String) -> Bool { Context.environment[variable] == "1" }

/// The folder of the toolchain's Embedded Swift libraries, if this is the build of Embedded Swift:
/// gitps1, wmctrl and what they use, and nothing else. A module is compiled in only one way in a
/// build, so that this one has a scratch path of its own: see the Makefile.
let embedded = Context.environment["DETOUR_EMBEDDED"].flatMap { $0.isEmpty ? nil : $0 }
let isEmbedded = embedded != nil

/// The folders of musl's headers and of its libraries, if gitps1 is to stand on that C library.
let musl = Context.environment["DETOUR_MUSL"].flatMap { folders in
  let folders = folders.split(separator: ":").map { String($0) }
  return isEmbedded && folders.count == 2 ? (headers: folders[0], libraries: folders[1]) : nil
}

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
  ]
  // A newer compiler may warn of more: that stops CI, and nobody's installation.
  + (isSet("DETOUR_STRICT") ? [.treatAllWarnings(as: .error)] : [])
  + (isEmbedded
    ? [
      .enableExperimentalFeature("Embedded"),
      // Each module has copies of what it uses of the others: the linker drops them by section.
      .unsafeFlags(["-wmo", "-Xfrontend", "-function-sections"]),
    ] : [])
  + (musl.map { [.unsafeFlags(["-Xcc", "-isystem", "-Xcc", $0.headers])] } ?? [])

/// The same for what is in C.
let settingsOfC: [CSetting] = musl.map { [.unsafeFlags(["-isystem", $0.headers])] } ?? []

/// For a module most of which runs seldom or briefly: the functions in which a prompt's time goes are
/// marked `@_optimize(speed)`.
let sized: [SwiftSetting] = isEmbedded ? [.unsafeFlags(["-Osize"])] : []

/// Whether the tests are to run fast, though their build takes longer, as in CI. They start the commands
/// thousands of times: these have the Swift runtime inside, too, and are built by themselves, since what
/// is linked with the tests shares their flags.
let testsAreFast = isSet("DETOUR_FAST_TESTS")

/// For a module in which the tests spend much time: optimised for them, too, when they are to run fast.
let hot: [SwiftSetting] =
  testsAreFast ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []

/// For code over no C library: the compiler proves that it does nothing unsafe. The ordinary build
/// proves it for both.
let safe = settings + (isEmbedded ? [] : [.strictMemorySafety()])

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// Whether libc and zlib can be linked statically.
let hasStaticLibraries = isSet("DETOUR_STATIC")

/// Whether libX11 can be linked statically, so that a command over it starts in half the time:
/// Debian has the static form of it and of all that it uses, Fedora does not.
let hasStaticX11 = isSet("DETOUR_STATIC_X11")

/// ArgumentParser uses FoundationEssentials, whose static form does not name these.
let foundation = ["-l_FoundationCollections", "-l_FoundationCShims"]

/// Stripped, unless DETOUR_SYMBOLS is set.
let stripped =
  isSet("DETOUR_SYMBOLS") ? ["-Xlinker", "-S"] : ["-Xlinker", "-s"]

/// Leaves out the tables for unwinding, which no program of ours does.
let withoutUnwinding =
  isSet("DETOUR_LLD")
  ? [
    "-use-ld=lld", "-Xlinker", "-T", "-Xlinker",
    Context.packageDirectory + "/Sources/without-unwinding.ld",
  ] : []

/// The flags to link over musl, statically. The compiler's driver would add the machine's own C library.
let overMusl =
  musl.map {
    [
      "-Xclang-linker", "-static", "-Xclang-linker", "-nostdlib",
      "-Xlinker", $0.libraries + "/crt1.o", "-Xlinker", $0.libraries + "/libc.a",
    ]
  } ?? []

/// The flags to link a command statically, or with only the Swift runtime inside it.
func linked(statically: Bool, with libraries: [String] = []) -> [String] {
  withoutUnwinding
    + (embedded.map {
      (musl != nil ? overMusl : statically ? ["-Xclang-linker", "-static"] + libraries : [])
        + ["-L", $0, "-lswiftUnicodeDataTables"] + (musl != nil ? [] : ["-lm"])
        // Nothing compares the addresses of two functions; a text may be the end of another.
        + (isSet("DETOUR_LLD") ? ["-Xlinker", "--icf=all", "-Xlinker", "-O2"] : [])
    } ?? (statically ? ["-static-executable"] + libraries : ["-static-stdlib"]))
}

/// Whether libdbus can be linked statically, too.
let hasStaticDBus = hasStaticX11 && isSet("DETOUR_STATIC_DBUS")

/// The flags to link a command over libX11 and libdbus: the libraries that CX11 and CDBus name,
/// then what they use.
let overXAndDBus = linked(
  statically: hasStaticDBus,
  with: [
    "-lX11", "-lX11-xcb", "-lxcb-randr", "-lxcb-res", "-lxcb", "-lXau", "-lXdmcp", "-ldbus-1",
  ])

/// A command with the Swift runtime inside it, so that it starts at once.
func command(
  _ name: String, over libraries: Target.Dependency..., beside others: [Target.Dependency] = [],
  linked link: [String]
) -> Target {
  let hasArguments = libraries.contains { if case .productItem = $0 { true } else { false } }
  return .executableTarget(
    name: name, dependencies: ["Tool"] + libraries + others,
    // What takes time is in the modules below.
    swiftSettings: safe + sized,
    linkerSettings: [
      .unsafeFlags(
        link + stripped + (hasArguments ? foundation : []), .when(configuration: .release)),
      .unsafeFlags(
        testsAreFast ? ["-static-stdlib"] + (hasArguments ? foundation : []) : [],
        .when(configuration: .debug)),
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

/// The readers of git's files that are fuzzed.
let fuzzReaders = Target.target(
  name: "FuzzReaders", dependencies: ["Git", "System"], path: "Tests/Fuzz/Readers",
  swiftSettings: settings)

/// The same with libFuzzer around them: only `Tests/fuzz` can link it.
let fuzzing: [Target] =
  !isSet("DETOUR_FUZZ")
  ? []
  : [
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzReaders"], path: "Tests/Fuzz",
      exclude: ["Corpus", "Readers"],
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: embedded.map {
        [.unsafeFlags(["-L", $0, "-lswiftUnicodeDataTables"])]
      })
  ]

/// What gitps1 and wmctrl are made of.
let small: [Target] = [
  // C libraries, as the system has them.
  .systemLibrary(name: "CLinux"),
  .systemLibrary(
    name: "CX11",
    providers: [
      .apt(["libx11-dev", "libx11-xcb-dev", "libxcb-randr0-dev", "libxcb-res0-dev"]),
      .yum(["libX11-devel", "libxcb-devel"]),
    ]),
  .systemLibrary(
    name: "CDBus", pkgConfig: "dbus-1",
    providers: [.apt(["libdbus-1-dev"]), .yum(["dbus-devel"])]),
  .systemLibrary(
    name: "CZlib", pkgConfig: "zlib",
    providers: [.apt(["zlib1g-dev"]), .yum(["zlib-ng-compat-devel", "zlib-ng-compat-static"])]),
  // What can only be written in C: a constructor, and instructions of the processor.
  .target(name: "CArguments", cSettings: settingsOfC),
  .systemLibrary(name: "CSHA"),

  // Wrappers: C made Swift.
  .target(
    name: "System", dependencies: ["CLinux"] + (isEmbedded ? ["Glibc"] : []),
    swiftSettings: settings + hot),
  .target(name: "Zlib", dependencies: ["CZlib"], swiftSettings: settings + hot),
  .target(name: "SHA", dependencies: ["CSHA"], swiftSettings: settings + hot),
  .target(name: "X11", dependencies: ["CX11", "System"], swiftSettings: settings + sized),
  .target(
    name: "DBus", dependencies: ["CDBus", "System"],
    swiftSettings: settings + sized
      + (hasStaticDBus ? [.define("DETOUR_STATIC_DBUS")] : [])),

  .target(name: "Interchange", swiftSettings: safe + sized),

  // Subjects: what the commands are about.
  .target(
    name: "Git", dependencies: ["System", "Zlib", "SHA"], swiftSettings: safe + sized + hot),
  .target(name: "Windows", dependencies: ["System"], swiftSettings: safe + sized),

  // Back ends of Windows.
  .target(
    name: "EWMH", dependencies: ["Windows", "X11", "System"], swiftSettings: safe + sized),
  .target(
    name: "ShellExtension", dependencies: ["Windows", "DBus", "Interchange", "System"],
    swiftSettings: safe + sized),

  // What wsctl and wmctrl say of windows.
  .target(name: "WindowMessages", dependencies: ["Windows"], swiftSettings: safe + sized),

  // The entry point, messages and exit codes of every command.
  .target(
    name: "Tool", dependencies: ["CArguments", "System"], swiftSettings: settings + sized),

  // Commands.
  command(
    "gitps1", over: "Git", "Interchange", "System",
    beside: (isEmbedded ? ["CNames", "CThreads"] : []) + (musl != nil ? ["CMusl"] : []),
    linked: linked(statically: hasStaticLibraries)),
  command(
    "wmctrl", over: "ShellExtension", "EWMH", "WindowMessages", "Windows", "DBus", "X11",
    "System",
    linked: overXAndDBus),
]

/// The module Glibc, which the toolchain has for ordinary Swift only.
let embeddedOnly: [Target] = [
  .target(name: "CNames", path: "Sources/Embedded/CNames", cSettings: settingsOfC),
  .target(name: "CThreads", path: "Sources/Embedded/CThreads", cSettings: settingsOfC),
  .target(name: "CMusl", path: "Sources/Embedded/CMusl", cSettings: settingsOfC),
  .systemLibrary(name: "CGlibc", path: "Sources/Embedded/CGlibc"),
  .target(
    name: "Glibc", dependencies: ["CGlibc"], path: "Sources/Embedded/Glibc",
    swiftSettings: settings),
]

/// All else.
let ordinaryOnly: [Target] = [
  .systemLibrary(
    name: "CGio", pkgConfig: "gio-2.0",
    providers: [.apt(["libglib2.0-dev"]), .yum(["glib2-devel"])]),

  .target(name: "Settings", dependencies: ["CGio"], swiftSettings: settings),

  .target(name: "Login", dependencies: ["DBus", "System"], swiftSettings: safe),
  .target(
    name: "Quirks",
    dependencies: ["Login", "X11", "Settings", "DBus", "Interchange", "System"],
    swiftSettings: safe),

  // What a command over ArgumentParser adds to Tool.
  .target(name: "Arguments", dependencies: ["Tool", arguments], swiftSettings: safe),

  command(
    "wsctl", over: "Interchange", "ShellExtension", "EWMH", "WindowMessages", "Windows", "DBus",
    "System", "Arguments", arguments,
    linked: overXAndDBus),
  // At a fixed address: otherwise the loader writes to all pages with pointers, ArgumentParser's
  // too, and they stay resident in the background service.
  command(
    "lidctl", over: "Interchange", "Login", "DBus", "System", "Arguments", arguments,
    linked: linked(statically: false) + ["-Xclang-linker", "-no-pie"]),
  command(
    "detour", over: "Quirks", "Login", "EWMH", "Windows", "Settings", "Interchange", "DBus",
    "System", "Arguments", arguments, linked: linked(statically: false)),
]

/// The tests, which no release needs.
let testing: [Target] = [
  .target(
    name: "Support", dependencies: ["System"], path: "Tests/Support", swiftSettings: settings),
  tests("System"),
  tests("Zlib"),
  tests("SHA", over: "CSHA", "CGio"),
  tests("DBus", over: "System", "CDBus"),
  tests("X11"),
  tests("Settings"),
  tests("Interchange"),
  tests("Git", over: "System", beside: ["Fixtures"]),
  tests("Windows"),
  tests("EWMH", over: "Windows", "System"),
  tests("Login", over: "DBus", "System"),
  tests("Quirks", over: "X11"),
  tests("Tool"),
  .testTarget(
    name: "FuzzTests", dependencies: ["Support", "FuzzReaders"], swiftSettings: settings),
  .testTarget(
    name: "CommandTests",
    dependencies: ["Support"]
      + (testsAreFast ? [] : ["gitps1", "wmctrl", "wsctl", "lidctl", "detour"]),
    exclude: ["Gitps1/Kept", "Gitps1/States"],
    swiftSettings: settings),
]

/// Whether this is the build of a release, without tests.
let isRelease = isSet("DETOUR_RELEASE")

let package = Package(
  name: "detour",
  dependencies: isEmbedded
    ? []
    // 1.6.0 is the first that tells a completion the words before it.
    : [.package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.6.0")],
  targets: small
    + (isEmbedded ? embeddedOnly : ordinaryOnly + (isRelease ? [] : testing)) + fuzzing
    + (isRelease && fuzzing.isEmpty ? [] : [fuzzReaders]),
  swiftLanguageModes: [.v6]
)
