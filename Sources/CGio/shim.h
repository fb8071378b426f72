#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>

/* G_OBJECT_TYPE_NAME is a macro. */
static inline const char *detour_type_name(gpointer object) {
  return G_OBJECT_TYPE_NAME(object);
}

/* A backend's own reading has no function, only a place in its class. */
static inline GVariant *detour_stored_value(
    GSettingsBackend *store, const char *path, const char *type) {
  return G_SETTINGS_BACKEND_GET_CLASS(store)->read(
      store, path, G_VARIANT_TYPE(type), FALSE);
}
