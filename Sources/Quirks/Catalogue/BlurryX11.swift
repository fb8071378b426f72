import DBus
import Settings

/// X11 programs are blurred where the screen has a fractional scale.
struct BlurryX11: Quirk {
  let name = "blurry-x11"
  let title = "X11 programs are blurry with a fractional scale"
  let explanation = """
    With a scale such as 150 % mutter enlarges what X11 programs draw. In GNOME 47 to 49 a feature \
    that is called experimental has them draw at the full size; from 50 on it is always on. The fix \
    adds it, from the next login on.
    """

  private static let key = SettingKey("org.gnome.mutter", "experimental-features")
  private static let feature = "xwayland-native-scaling"

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do {
      let settings = try Self.key.settings()
      guard case .strings(let features) = try settings.value(Self.key.name) else {
        return Finding(.unknown, [.noList(Self.key)])
      }
      guard try settings.choices(Self.key.name).contains(Self.feature) else {
        return Finding(.notApplicable, [.session(.noFeature(Self.feature))])
      }
      guard features.contains("scale-monitor-framebuffer") else {
        return Finding(.fine, [.session(.noFractionalScales)])
      }
      guard !features.contains(Self.feature) else {
        return Finding(.fixed, [.session(.featureIsOn(Self.feature))])
      }
    } catch {
      return .unread(error)
    }
    guard let bus = context.sessionBus else { return .noBus("session", for: "GNOME Shell") }
    do throws(DBusError) {
      guard let version = try context.shellVersion(on: bus).flatMap({ Int($0) }) else {
        return Finding(.unknown, [.session(.shellHasNoVersion)])
      }
      guard version < 50 else {
        return Finding(.fine, [.session(.drawsAtFullSize(version: version))])
      }
      return Finding(
        .affected, [.session(.featureIsOff(Self.feature))], remedy: .fix)
    } catch {
      return .unanswered("GNOME Shell", error)
    }
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    [ListEdit(Self.key, adding: [Self.feature])]
  }
}
