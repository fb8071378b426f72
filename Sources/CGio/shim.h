#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>

/* G_OBJECT_TYPE_NAME is a macro. */
static inline const char *detour_type_name(gpointer object) {
  return G_OBJECT_TYPE_NAME(object);
}

/* A backend's own reading has no functions, only places in its class. */
static inline GVariant *detour_of_type(GVariant *value, const GVariantType *type) {
  if (value == NULL) return NULL;
  g_variant_take_ref(value);
  if (g_variant_is_of_type(value, type)) return value;
  g_variant_unref(value);
  return NULL;
}
static inline GVariant *detour_stored_value(
    GSettingsBackend *store, const char *path, const GVariantType *type) {
  return detour_of_type(
      G_SETTINGS_BACKEND_GET_CLASS(store)->read(store, path, type, FALSE), type);
}
static inline GVariant *detour_stored_user_value(
    GSettingsBackend *store, const char *path, const GVariantType *type) {
  return detour_of_type(
      G_SETTINGS_BACKEND_GET_CLASS(store)->read_user_value(store, path, type), type);
}
static inline gboolean detour_is_writable(GSettingsBackend *store, const char *path) {
  return G_SETTINGS_BACKEND_GET_CLASS(store)->get_writable(store, path);
}
