#if DETOUR_STATIC_DBUS
  // Debian's static libdbus names two functions of libsystemd, which has no static form. Only a bus
  // that systemd starts calls them.

  @c(sd_listen_fds) func noListeningSockets(_ unsetEnvironment: CInt) -> CInt { 0 }

  @c(sd_is_socket) func isNoSocket(
    _ descriptor: CInt, _ family: CInt, _ type: CInt, _ listening: CInt
  ) -> CInt { 0 }
#endif
