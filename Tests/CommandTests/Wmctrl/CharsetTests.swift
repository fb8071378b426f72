import Foundation
import Support
import Testing

/// Text in and out of the locale's character set, as the original converts it.
@Suite struct WmctrlCharsetTests {
  @Test func `reads and writes what the locale says`() throws {
    let locales = try Scratch()
    // Of Debian's package locales: a locale of Latin-1.
    try run(["localedef", "-c", "-i", "C", "-f", "ISO-8859-1", locales.path("latin1")])
    #expect(FileManager.default.fileExists(atPath: locales.path("latin1/LC_CTYPE")))
    let ground = try WmctrlFixture(nil)
    let windows = try ["plain", "Tür", "世界"].map { try ground.client.open($0, className: "Tür") }
    try ground.client.set(
      "_NET_CLIENT_LIST", type: "WINDOW", numbers: windows.map { Int($0) })
    try ground.client.set("_NET_NUMBER_OF_DESKTOPS", type: "CARDINAL", numbers: [3])
    try ground.client.set("_NET_CURRENT_DESKTOP", type: "CARDINAL", numbers: [1])
    try ground.client.set(
      "_NET_DESKTOP_NAMES", type: "UTF8_STRING", Array("eins\0zwölf\0".utf8))
    try ground.client.set("_WIN_WORKSPACE_NAMES", type: "STRING", Array("a\0b".utf8) + [0xfc, 0])

    let environments: [[String: String?]] = [
      ["LANG": "C.UTF-8"], ["LANG": "C"], ["LANG": nil], ["LANG": "nonsense.utf8"],
      ["LANG": "C", "LC_CTYPE": "C.UTF-8"], ["LANG": "C.UTF-8", "LC_ALL": "C"],
      ["LANG": "C.UTF-8", "LC_CTYPE": "C"], ["LC_ALL": "C.UTF-8", "LANG": "C"],
      ["LANG": "latin1"], ["LANG": "latin1", "LC_ALL": "latin1"],
      ["LANG": "C", "CHARSET": "ISO-8859-1"], ["LANG": "C", "CHARSET": "UTF-8"],
    ]
    // Written with escapes, as a word of Latin-1 is no UTF-8.
    let lines = [
      "-lxv", "-luv", "-dv", "-duv", "-dw DESKTOP_TITLES_INVALID_UTF8", "-vr T$'\\xfc'r -N plain",
      "-vr T$'\\xc3\\xbc'R -N T$'\\xc3\\xbc'r", "-vuxr t$'\\xc3\\x9c'r -I x",
      "-vFr T$'\\xc3\\xbc'r -T T$'\\xfc'r", "-vFr T$'\\xfc'r -T T$'\\xc3\\xbc'r",
    ]
    for variables in environments {
      var all = ground.display.variables.merging(
        ["LC_ALL": nil, "LC_CTYPE": nil, "LOCPATH": locales.path]) { $1 }
      all.merge(variables) { $1 }
      if !variables.values.contains("latin1") { all["LOCPATH"] = .some(nil) }
      for line in lines {
        func answer(_ program: String, _ compatible: String?) throws -> String {
          var all = all
          all["WMCTRL_COMPAT"] = .some(compatible)
          // The bytes as they are, and what the titles became.
          return try shell(
            """
            \(program) \(line) >\(locales.path)/output 2>\(locales.path)/error || echo "code $?"
            od -An -c \(locales.path)/output
            od -An -c \(locales.path)/error
            xprop -id \(windows[1]) -notype _NET_WM_NAME WM_NAME _NET_WM_ICON_NAME WM_ICON_NAME |
              od -An -c
            """, variables: all)
        }
        func reset() throws {
          for name in ["_NET_WM_ICON_NAME", "WM_ICON_NAME", "WM_NAME"] {
            try ground.client.delete(name, of: windows[1])
          }
          try ground.client.set(
            "_NET_WM_NAME", of: windows[1], type: "UTF8_STRING", Array("Tür".utf8))
        }
        try reset()
        let expected = try answer("/usr/bin/wmctrl", nil)
        try reset()
        #expect(try answer(product("wmctrl"), "1") == expected, "\(variables) \(line)")
      }
    }
  }
}
