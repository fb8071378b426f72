#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>

/* G_OBJECT_TYPE_NAME is a macro. */
static inline const char *detour_type_name(gpointer object) {
  return G_OBJECT_TYPE_NAME(object);
}
