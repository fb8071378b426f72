import Support
import Testing

/// `wsctl` and workspaces, with xprop and the original wmctrl as witnesses.
struct WsctlWorkspaceTests {
  @Test(arguments: WindowManager.Kind.usual)
  func `switch goes by number and direction, and says when it cannot`(
    kind: WindowManager.Kind
  ) throws {
    let rig = try WsctlRig(kind)
    #expect(try rig.wsctl("switch", "3") == done)
    #expect(try rig.current == 2)
    for (relative, expected) in [("-2", 0), ("+1", 1), ("+1", 2)] {
      #expect(try rig.wsctl("switch", relative) == done)
      #expect(try rig.current == expected, "\(relative)")
    }
    #expect(try rig.wsctl("switch", "+5").code == 1)
    #expect(try rig.wsctl("switch", "next") == done)
    #expect(try rig.current == 3)
    #expect(
      try rig.wsctl("switch", "next")
        == failed("there is no workspace after workspace 4; --wrap goes round"))
    #expect(
      try rig.wsctl("switch", "right", "--no-wrap")
        == failed("there is no workspace right of workspace 4; --wrap goes round"))
    #expect(try rig.wsctl("switch", "next", "--wrap") == done)
    #expect(try rig.current == 0)
    #expect(try rig.wsctl("switch", "prev", "--wrap") == done)
    #expect(try rig.current == 3)
    #expect(try rig.wsctl("switch", "first") == done)
    #expect(try rig.current == 0)
    #expect(try rig.wsctl("switch", "last") == done)
    #expect(try rig.current == 3)
    #expect(try rig.wsctl("switch", "last") == done)
    #expect(try rig.current == 0)
    #expect(try rig.wsctl("switch", "final") == done)
    #expect(try rig.current == 3)
    #expect(
      try rig.wsctl("switch", "99")
        == failed("there is no workspace 99: there are 4; --create adds what is missing"))
    #expect(
      try rig.wsctl("switch", "0") == misused("\"0\" is no workspace: they count from 1"))
    #expect(
      try rig.wsctl("switch", "Nowhere") == failed("there is no workspace named \"Nowhere\""))
    #expect(try rig.current == 3)
    #expect(try rig.wsctl("current") == Outcome(output: "4\n"))
    // The user goes elsewhere in another way: the last one is what was left by us.
    try run(["wmctrl", "-s", "1"], variables: rig.variables)
    #expect(try eventually { try rig.current == 1 })
    #expect(try rig.wsctl("switch", "last") == done)
    #expect(try rig.current == 3)
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `workspaces are counted, made and named`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    #expect(try rig.wsctl("count") == Outcome(output: "4\n"))
    #expect(try rig.wsctl("count", "2") == done)
    #expect(try rig.has("_NET_NUMBER_OF_DESKTOPS", "= 2\n"))
    #expect(try rig.wsctl("switch", "5", "--create") == done)
    #expect(try rig.has("_NET_NUMBER_OF_DESKTOPS", "= 5\n"))
    #expect(try rig.current == 4)
    #expect(try rig.wsctl("switch", "next", "--create") == done)
    #expect(try rig.has("_NET_NUMBER_OF_DESKTOPS", "= 6\n"))
    #expect(try rig.wsctl("name", "2", "Éirí \u{1b}[31m") == done)
    #expect(try rig.wsctl("name", "current", "Deep work") == done)
    let listed = try run(["wmctrl", "-d"], variables: rig.variables).output
    #expect(listed.split(separator: "\n").last?.hasSuffix("Deep work") == true, "\(listed)")
    let lines = try rig.wsctl("list").output.split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[1] == "2   Éirí \\x1b[31m")
    #expect(lines[5] == "6 * Deep work")
    #expect(try rig.wsctl("switch", "Éirí \u{1b}[31m") == done)
    #expect(try rig.current == 1)
    #expect(
      try rig.wsctl("current", "--json")
        == Outcome(output: #"{"version":1,"number":2,"name":"Éirí \u001b[31m"}"# + "\n"))
    for bad in ["0", "-1", "x", "4096"] {
      #expect(try rig.wsctl("count", bad).code == 2, "\(bad)")
    }
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `a grid is gone through by rows and columns`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind, workspaces: 6)
    #expect(try rig.wsctl("grid") == Outcome(output: "6x1\n"))
    #expect(
      try rig.wsctl("switch", "down")
        == failed("there is no workspace below workspace 1; --wrap goes round"))
    #expect(try rig.wsctl("grid", "3x2") == done)
    #expect(try rig.has("_NET_DESKTOP_LAYOUT", "= 0, 3, 2, 0\n"))
    for (direction, expected) in [("down", 3), ("right", 4), ("up", 1), ("left", 0)] {
      #expect(try rig.wsctl("switch", direction) == done)
      #expect(try rig.current == expected, "\(direction)")
    }
    #expect(try rig.wsctl("switch", "left", "--wrap") == done)
    #expect(try rig.current == 2)
    #expect(try rig.wsctl("switch", "down", "--wrap") == done)
    #expect(try rig.current == 5)
    #expect(try rig.wsctl("switch", "down", "--wrap") == done)
    #expect(try rig.current == 2)
    let list = try rig.wsctl("list", "--json").output
    #expect(list.hasPrefix(#"{"version":1,"current":3,"columns":3,"rows":2,"#), "\(list)")
    #expect(list.contains(#""number":5,"#), "\(list)")
    #expect(list.contains(#""column":2,"row":2,"#), "\(list)")
    #expect(
      try rig.wsctl("grid", "2x2")
        == failed("6 workspaces do not fit into 2x2; reduce the count first"))
    for bad in ["3", "0x3", "axb", "3x3x3"] {
      #expect(
        try rig.wsctl("grid", bad)
          == misused("\"\(bad)\" is no grid: write it as 3x2, columns before rows"))
    }
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `the desktop is shown and hidden`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    try rig.open("one")
    #expect(try rig.wsctl("desktop", "show") == done)
    #expect(try rig.has("_NET_SHOWING_DESKTOP", "= 1\n"))
    #expect(try rig.wsctl("desktop", "toggle") == done)
    #expect(try rig.has("_NET_SHOWING_DESKTOP", "= 0\n"))
    #expect(try rig.wsctl("desktop", "hide") == done)
  }
}
