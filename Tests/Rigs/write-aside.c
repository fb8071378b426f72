/* write-aside aio|ring FILE   writes an x to the beginning of FILE, and closes it: by the kernel's
   own asynchronous calls, io_submit(2), or by a ring, io_uring(7). The first raises no event but that
   of the closing. Exit code 77: the kernel does not let us. */
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int refused(const char *what) {
  perror(what);
  return errno == ENOSYS || errno == EPERM ? 77 : 1;
}

static int with_aio(int file) {
  static char text[] = "x";
  aio_context_t context = 0;
  struct iocb request = {.aio_lio_opcode = IOCB_CMD_PWRITE, .aio_fildes = (uint32_t)file,
                         .aio_buf = (uintptr_t)text, .aio_nbytes = 1};
  struct iocb *requests[] = {&request};
  struct io_event event;
  if (syscall(SYS_io_setup, 4, &context) < 0) return refused("io_setup");
  if (syscall(SYS_io_submit, context, 1, requests) != 1) return refused("io_submit");
  if (syscall(SYS_io_getevents, context, 1, 1, &event, NULL) != 1) return refused("io_getevents");
  return event.res == 1 ? 0 : 1;
}

static int with_ring(int file) {
  static char text[] = "x";
  struct io_uring_params parameters;
  memset(&parameters, 0, sizeof parameters);
  int ring = (int)syscall(SYS_io_uring_setup, 1, &parameters);
  if (ring < 0) return refused("io_uring_setup");
  size_t size = parameters.sq_off.array + parameters.sq_entries * sizeof(uint32_t);
  char *queue = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING);
  struct io_uring_sqe *entry = mmap(NULL, sizeof *entry, PROT_READ | PROT_WRITE, MAP_SHARED, ring,
                                    IORING_OFF_SQES);
  if (queue == MAP_FAILED || entry == MAP_FAILED) return refused("mmap");
  memset(entry, 0, sizeof *entry);
  entry->opcode = IORING_OP_WRITE;
  entry->fd = file;
  entry->addr = (uintptr_t)text;
  entry->len = 1;
  ((uint32_t *)(queue + parameters.sq_off.array))[0] = 0;
  __atomic_store_n((uint32_t *)(queue + parameters.sq_off.tail), 1, __ATOMIC_RELEASE);
  if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) != 1)
    return refused("io_uring_enter");
  return 0;
}

int main(int count, char **words) {
  if (count != 3) return 2;
  int file = open(words[2], O_RDWR);
  if (file < 0) return refused(words[2]);
  int code = strcmp(words[1], "aio") == 0 ? with_aio(file) : with_ring(file);
  close(file);
  return code;
}
