import Support
import Testing
import Windows

struct WorkspaceHistoryTests {
  @Test func `the last workspace is remembered from run to run`() throws {
    let scratch = try Scratch()
    let directory = scratch.path("a/b/detour")
    var history = WorkspaceHistory(directory: directory, display: ":0")
    #expect(history.previous(to: 0) == nil)
    try history.remember(from: 0, to: 3)
    let later = WorkspaceHistory(directory: directory, display: ":0")
    #expect(later.previous(to: 3) == 0)
    // The user has gone on to the second in another way.
    #expect(later.previous(to: 1) == 3)
    #expect(WorkspaceHistory(directory: directory, display: ":1").previous(to: 3) == nil)
    #expect(try shell("stat -c %a \(directory)") == "700\n")
    history.forget()
    #expect(history.previous(to: 3) == nil)
    #expect(WorkspaceHistory(directory: directory, display: ":0").previous(to: 3) == nil)
  }

  @Test func `a file that is no history is none`() throws {
    let scratch = try Scratch()
    for text in ["", "1", "x y", "1 2 3", "\0\u{ff}"] {
      try scratch.write("workspaces:0", text)
      #expect(
        WorkspaceHistory(directory: scratch.path, display: ":0").previous(to: 0) == nil, "\(text)")
    }
  }
}
