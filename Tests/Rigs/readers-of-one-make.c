/* Loaded into fprintd: all of libfprint's virtual readers are of one make, as a real one is that
   the service has twice. */
const char *fp_device_get_name(void *device) {
  (void)device;
  return "Virtual device for debugging";
}
