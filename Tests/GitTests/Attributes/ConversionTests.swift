import Support
import Testing

@testable import Git

/// Content that git changes on its way to the blob: what is equal, and what is not.
@Suite struct ConversionTests {
  private static let states: [(String, String)] = [
    ("CR LF as text", "printf 'a\\r\\nb\\r\\n' > f; echo '* text' > .gitattributes"),
    (
      "text in the index already",
      """
      echo '* text=auto' > .gitattributes; printf 'a\\nb\\n' > f; git add .; git commit -qm 1
      printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "CR LF in the index already",
      """
      printf 'a\\r\\nb\\r\\n' > f; git add .; git commit -qm 1
      echo '* text=auto' > .gitattributes; git add .gitattributes; touch -d 2001-01-01 f
      """
    ),
    (
      "CR LF in the index, forced",
      """
      printf 'a\\r\\nb\\r\\n' > f; git add .; git commit -qm 1
      echo '* text' > .gitattributes; git add .gitattributes; touch -d 2001-01-01 f
      """
    ),
    (
      "autocrlf",
      """
      printf 'a\\nb\\n' > f; git add .; git commit -qm 1; git config core.autocrlf true
      printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "autocrlf, binary",
      """
      printf 'a\\nb\\n\\0' > f; git add .; git commit -qm 1; git config core.autocrlf true
      printf 'a\\r\\nb\\r\\n\\0' > f
      """
    ),
    (
      "autocrlf input",
      """
      printf 'a\\nb\\n' > f; git add .; git commit -qm 1; git config core.autocrlf input
      printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "autocrlf, not text",
      """
      echo 'f -text' > .gitattributes; printf 'a\\nb\\n' > f; git add .; git commit -qm 1
      git config core.autocrlf true; printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "eol attribute",
      """
      echo 'f eol=crlf' > .gitattributes; printf 'a\\r\\nb\\r\\n' > f; git add .; git commit -qm 1
      touch -d 2001-01-01 f
      """
    ),
    (
      "binary macro",
      """
      printf '* text=auto\\nf binary\\n' > .gitattributes; printf 'a\\nb\\n' > f; git add .
      git commit -qm 1; printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "own macro",
      """
      printf '[attr]mine text\\nf mine\\n' > .gitattributes; printf 'a\\nb\\n' > f; git add .
      git commit -qm 1; printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "legacy attribute",
      """
      echo 'f crlf' > .gitattributes; printf 'a\\nb\\n' > f; git add .; git commit -qm 1
      printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "deeper file wins",
      """
      echo '* text' > .gitattributes; mkdir d; echo 'f -text' > d/.gitattributes
      printf 'a\\nb\\n' > d/f; git add .; git commit -qm 1; printf 'a\\r\\nb\\r\\n' > d/f
      """
    ),
    (
      "info/attributes wins",
      """
      echo '* text' > .gitattributes; echo 'f -text' > .git/info/attributes; printf 'a\\nb\\n' > f
      git add .; git commit -qm 1; printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "user's attributes",
      """
      mkdir -p ../home/.config/git; echo '* text' > ../home/.config/git/attributes
      printf 'a\\nb\\n' > f; git add .; git commit -qm 1; printf 'a\\r\\nb\\r\\n' > f
      """
    ),
    (
      "quoted pattern",
      """
      echo '"a b" text' > .gitattributes; printf 'a\\nb\\n' > 'a b'; git add .; git commit -qm 1
      printf 'a\\r\\nb\\r\\n' > 'a b'
      """
    ),
    (
      "ident",
      """
      echo 'f ident' > .gitattributes; printf 'x $Id$ y\\n' > f; git add .; git commit -qm 1
      rm f; git checkout -q f; touch -d 2001-01-01 f; grep -q 'Id: ' f
      """
    ),
    (
      "ident, changed",
      """
      echo 'f ident' > .gitattributes; printf 'x $Id$ y\\n' > f; git add .; git commit -qm 1
      printf 'x $Id: 1 $ z\\n' > f
      """
    ),
    (
      "UTF-16",
      """
      echo 'f working-tree-encoding=UTF-16LE-BOM' > .gitattributes
      printf '\\xff\\xfea\\0\\x3d\\xd8\\x00\\xde\\n\\0' > f; git add .; git commit -qm 1; touch -d 2001-01-01 f
      """
    ),
    (
      "UTF-16, changed",
      """
      echo 'f working-tree-encoding=UTF-16' > .gitattributes
      printf '\\xff\\xfea\\0\\n\\0' > f; git add .; git commit -qm 1; printf '\\xff\\xfeb\\0\\n\\0' > f
      """
    ),
    (
      "UTF-32",
      """
      echo 'f working-tree-encoding=UTF-32BE' > .gitattributes
      printf '\\0\\0\\0a\\0\\0\\0\\n' > f; git add .; git commit -qm 1; touch -d 2001-01-01 f
      """
    ),
    (
      "latin",
      """
      echo 'f working-tree-encoding=ISO-8859-1' > .gitattributes
      printf 'gr\\xfc\\xdfe\\n' > f; git add .; git commit -qm 1; touch -d 2001-01-01 f
      """
    ),
    (
      "filter without a program",
      """
      echo 'f filter=x' > .gitattributes; echo a > f; git add .; git commit -qm 1
      touch -d 2001-01-01 f
      """
    ),
  ]

  @Test(arguments: states.indices)
  func `agrees with git`(state: Int) throws {
    let (name, script) = Self.states[state]
    let repository = try GitRepository()
    try repository.shell(
      "echo base > base; git add base; git commit -qm base\n" + script + "\ngit add -N . || :\n")
    try repository.expectAgreement(name, countsAgree: false)
  }

  /// git would run the program of a filter; we run nothing: a file of the same size is not known to
  /// be changed, one of another size is.
  @Test func `runs no filter`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      echo 'f filter=x' > .gitattributes; echo a > f; git add .; git commit -qm 1
      git config filter.x.clean 'touch ../ran; cat'; git config core.fsmonitor 'touch ../ran'
      touch -d 2001-01-01 f
      """)
    #expect(try repository.ours(counting: false).unstaged == .unknown)
    try repository.shell("echo more >> f")
    #expect(try repository.ours(counting: false).unstaged == .count(1))
    #expect(try repository.shell("ls ..").contains("ran") == false)
  }

  /// A file that Git LFS keeps is compared with its pointer.
  @Test func `compares large files`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      echo 'f filter=lfs' > .gitattributes; echo content > g
      printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize 8\\n' \
        $(sha256sum < g | cut -d' ' -f1) > f
      git add .gitattributes f; git commit -qm 1; git config filter.lfs.clean 'git-lfs clean -- %f'
      mv g f
      """)
    #expect(try repository.ours(counting: false).unstaged == .count(0))
    try repository.shell("echo CONTENT > f")
    #expect(try repository.ours(counting: false).unstaged == .count(1))
    try repository.shell("git cat-file blob HEAD:f > f; touch -d 2001-01-01 f")
    #expect(try repository.ours(counting: false).unstaged == .count(0))
  }
}
