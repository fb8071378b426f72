/// An object's description of itself: D-Bus Specification, "Introspection Data Format".
enum Introspection {
  static func text(of interfaces: [Interface], children: [String]) -> String {
    var lines = [
      "<!DOCTYPE node PUBLIC \"-//freedesktop//DTD D-BUS Object Introspection 1.0//EN\" "
        + "\"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd\">",
      "<node>",
    ]
    for interface in interfaces {
      lines.append(" <interface name=\"\(interface.name)\">")
      for method in interface.methods {
        lines.append("  <method name=\"\(method.name)\">")
        lines += types(method.takes).map { "   <arg type=\"\($0)\" direction=\"in\"/>" }
        lines += types(method.gives).map { "   <arg type=\"\($0)\" direction=\"out\"/>" }
        lines.append("  </method>")
      }
      for property in interface.properties {
        lines.append(
          "  <property name=\"\(property.name)\" type=\"\(property.type)\" access=\"read\"/>")
      }
      for signal in interface.signals {
        lines.append("  <signal name=\"\(signal.name)\">")
        lines += types(signal.type).map { "   <arg type=\"\($0)\"/>" }
        lines.append("  </signal>")
      }
      lines.append(" </interface>")
    }
    lines += children.map { " <node name=\"\($0)\"/>" }
    return (lines + ["</node>"]).joined(separator: "\n") + "\n"
  }

  /// The single complete types of a signature, one by one.
  static func types(_ signature: String) -> [String] {
    var types: [String] = []
    var type = ""
    var depth = 0
    for character in signature {
      type.append(character)
      switch character {
      case "(", "{": depth += 1
      case ")", "}": depth -= 1
      default: break
      }
      if depth == 0, character != "a" {
        types.append(type)
        type = ""
      }
    }
    return types
  }
}
