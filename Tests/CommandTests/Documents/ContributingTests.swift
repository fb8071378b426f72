import Foundation
import Support
import Testing

/// What lies at the top of the sources for those who change them.
@Suite struct ContributingTests {
  @Test func `the pre-commit hook refuses what make lint would, and takes the rest`() throws {
    let scratch = try Scratch()
    try shell(
      """
      git init -q project
      cd project
      git config user.name Ada
      git config user.email ada@example.org
      git config core.hooksPath '\(packageRoot)/.ci/hooks'
      cp '\(packageRoot)/.swift-format' .
      git add .
      """, directory: scratch.path)
    func commit(_ name: String, _ text: String) throws -> Outcome {
      try scratch.write("project/\(name)", text)
      return try run(
        ["git", "-C", scratch.path("project"), "commit", "-qm", "try: \(name)", "--", name])
    }
    func add(_ name: String, _ text: String) throws -> Outcome {
      try scratch.write("project/\(name)", text)
      try shell("git -C '\(scratch.path("project"))' add '\(name)'")
      return try run(["git", "-C", scratch.path("project"), "commit", "-qm", "try: \(name)"])
    }
    #expect(try add("good.swift", "func good() {\n  print(1)\n}\n").code == 0)
    #expect(try add("good", "#!/bin/sh\nexec printf '%s\\n' \"$1\"\n").code == 0)

    let indented = try commit("good.swift", "func good() {\n      print(1)\n}\n")
    #expect(indented.code != 0 && indented.error.contains("Indentation"), "\(indented)")
    let blanks = try commit("good", "#!/bin/sh\nexec true \n")
    #expect(blanks.code != 0 && blanks.error.contains("trailing whitespace"), "\(blanks)")
    let unquoted = try commit("good", "#!/bin/sh\nexec printf '%s\\n' $1\n")
    #expect(unquoted.code != 0 && unquoted.error.contains("SC2086"), "\(unquoted)")
    let piped = try commit(
      "good", "#!/bin/bash\nset -o pipefail\nprintf '%s\\n' a b | grep -q a\n")
    #expect(piped.code != 0 && piped.error.contains("instead of grep -q"), "\(piped)")
  }

  /// What is staged counts, not what lies in the work tree.
  @Test func `the pre-commit hook reads the staged text`() throws {
    let scratch = try Scratch()
    let outcome = try run(
      [
        "bash", "-euc",
        """
        git init -q .
        cp '\(packageRoot)/.swift-format' .
        printf 'let a  =  1\\n' >a.swift
        git add .
        printf 'let a = 1\\n' >a.swift
        '\(packageRoot)/.ci/hooks/pre-commit'
        """,
      ], directory: scratch.path)
    #expect(outcome.code != 0 && outcome.error.contains("Spacing"), "\(outcome)")
  }

  @Test func `the format is the one that swift format has by itself`() throws {
    func configuration(_ words: [String]) throws -> Outcome {
      // In a folder of its own, above which there is no configuration.
      let scratch = try Scratch()
      return try run(
        ["swift", "format", "dump-configuration"] + words, directory: scratch.path)
    }
    let own = try configuration(["--effective", "--configuration", "\(packageRoot)/.swift-format"])
    #expect(own.code == 0 && own.output.contains("lineLength"), "\(own)")
    #expect(own == (try configuration([])))
  }

  @Test func `the issue forms ask for what detour report prints`() throws {
    let folder = "\(packageRoot)/.github/ISSUE_TEMPLATE"
    for name in ["fault.yml", "idea.yml"] {
      let form = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      #expect(form.contains("`detour report`"), "\(name)")
      // As GitHub reads it: a list of elements, each of which has a type.
      let types = try run([
        "python3", "-c",
        "import sys, yaml; print(*(e['type'] for e in yaml.safe_load(open(sys.argv[1]))['body']))",
        "\(folder)/\(name)",
      ])
      #expect(types.code == 0 && types.output.contains("textarea"), "\(types)")
    }
    #expect(try run([product("detour"), "report", "--help"]).code == 0)
  }

  /// A name or a path that is gone would lead a newcomer astray.
  @Test(arguments: ["ARCHITECTURE.md", "CONTRIBUTING.md"])
  func `names only what is there`(document: String) throws {
    let text = try String(contentsOfFile: "\(packageRoot)/\(document)", encoding: .utf8)
    let spans = text.matches(of: /`([^`\n]+)`/).map { String($0.1) }
    #expect(spans.count > 30)
    for span in spans {
      if span.wholeMatch(of: /[A-Z][A-Za-z]+/) != nil {
        let isName = try run(["grep", "-rqw", span, "\(packageRoot)/Sources"]).code == 0
        let folders = try run([
          "find", packageRoot, "-type", "d", "-name", span, "-not", "-path", "*/.build/*",
        ])
        let isFolder = folders.output != ""
        #expect(isName || isFolder, "\(document) names \(span)")
      } else if span.wholeMatch(of: /(?:Sources|Tests|desktop|bench|profile\.d|\.ci)\/[^ …]+/)
        != nil
      {
        #expect(
          FileManager.default.fileExists(atPath: "\(packageRoot)/\(span)"),
          "\(document) names \(span)")
      }
    }
  }
}
