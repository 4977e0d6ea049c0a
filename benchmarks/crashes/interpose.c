/* Stands between a process and its C library: ends the process, or fails, at the n-th change of files below a folder;
   keeps a copy of what was synced.

   Loaded with LD_PRELOAD; sleeps until arm() is called. Counted are the calls that change what lies on the disk:
   creating, writing, syncing, cutting, renaming, removing, permissions. Whoever writes (Python, SQLite, tantivy) comes
   by here. Linux only. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { ASLEEP, COUNT, KILL, TEAR, FAIL, FAIL_ON };

static atomic_int mode = ASLEEP;
static atomic_long seen;
static long fatal_at;
static int given_errno;
static int only_syncs;
static int journal = -1;
static char kept[PATH_MAX];
static char root[PATH_MAX];
static size_t root_length;

/* mode: COUNT counts; KILL ends the group before the n-th change, TEAR after half of its bytes; FAIL fails it with
   an errno, FAIL_ON it and all that come after. log: a file that gets a line for each change, "" for none. keep: a
   folder that gets what would outlast a loss of power, "" for none: after each sync of a file its content, by the
   number of its inode, of a folder the names in it with theirs (NUMBER.names). */
void arm(const char *folder, int how, long at, int error_number, int syncs, const char *log, const char *keep) {
    snprintf(kept, sizeof kept, "%s", keep);
    root_length = (size_t)snprintf(root, sizeof root, "%s", folder);
    fatal_at = at;
    given_errno = error_number;
    only_syncs = syncs;
    atomic_store(&seen, 0);
    if (*log)
        journal = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    atomic_store(&mode, how);
}

static void end(void) {
    kill(0, SIGKILL);
    for (;;)
        pause();
}

static int is_below(const char *path) {
    return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static int place_of(int fd, char *place) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, place, PATH_MAX - 1);
    if (length < 0)
        return 0;
    place[length] = 0;
    return 1;
}

/* 0: go on; 1: fail with errno set; 2: write half, then call end() */
static int change(const char *what, const char *place, int is_sync) {
    if (!is_below(place) || (only_syncs && !is_sync))
        return 0;
    long number = atomic_fetch_add(&seen, 1) + 1;
    int how = atomic_load(&mode);
    if (journal >= 0) {
        char line[PATH_MAX + 64];
        int size = snprintf(line, sizeof line, "%s %s\n", what, place + root_length);
        ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        if (real(journal, line, (size_t)size) < 0)
            return 0;
    }
    if (how == KILL && number == fatal_at)
        end();
    if (how == TEAR && number == fatal_at)
        return 2;
    if ((how == FAIL && number == fatal_at) || (how == FAIL_ON && number >= fatal_at)) {
        errno = given_errno;
        return 1;
    }
    return 0;
}

static int change_fd(const char *what, int fd, int is_sync) {
    char place[PATH_MAX];
    if (atomic_load(&mode) == ASLEEP || !place_of(fd, place))
        return 0;
    return change(what, place, is_sync);
}

static int change_at(const char *what, int folder, const char *path) {
    char place[PATH_MAX];
    if (atomic_load(&mode) == ASLEEP)
        return 0;
    if (path[0] == '/')
        return change(what, path, 0);
    if (folder == AT_FDCWD ? getcwd(place, sizeof place) == NULL : !place_of(folder, place))
        return 0;
    size_t length = strlen(place);
    snprintf(place + length, sizeof place - length, "/%s", path);
    return change(what, place, 0);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define STEP(asked)                                                                                                    \
    switch (asked) {                                                                                                   \
    case 1:                                                                                                            \
        return -1;                                                                                                     \
    case 2:                                                                                                            \
        end();                                                                                                         \
    }

#define WRITING(name, size, half, ...)                                                                                 \
    REAL(name);                                                                                                        \
    switch (change_fd("write", fd, 0)) {                                                                               \
    case 1:                                                                                                            \
        return -1;                                                                                                     \
    case 2:                                                                                                            \
        half;                                                                                                          \
        end();                                                                                                         \
    }                                                                                                                  \
    return real(__VA_ARGS__)

ssize_t write(int fd, const void *bytes, size_t size) {
    WRITING(write, size, if (real(fd, bytes, size / 2) < 0) end(), fd, bytes, size);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
    WRITING(pwrite, size, if (real(fd, bytes, size / 2, at) < 0) end(), fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
    WRITING(pwrite64, size, if (real(fd, bytes, size / 2, at) < 0) end(), fd, bytes, size, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    WRITING(writev, 0, if (real(fd, parts, count / 2) < 0) end(), fd, parts, count);
}
ssize_t sendfile(int fd, int from, off_t *at, size_t size) {
    ssize_t (*real)(int, int, off_t *, size_t) = dlsym(RTLD_NEXT, "sendfile");
    STEP(change_fd("write", fd, 0));
    return real(fd, from, at, size);
}
ssize_t sendfile64(int fd, int from, off64_t *at, size_t size) {
    ssize_t (*real)(int, int, off64_t *, size_t) = dlsym(RTLD_NEXT, "sendfile64");
    STEP(change_fd("write", fd, 0));
    return real(fd, from, at, size);
}
ssize_t copy_file_range(int from, off64_t *at, int fd, off64_t *to, size_t size, unsigned flags) {
    REAL(copy_file_range);
    STEP(change_fd("write", fd, 0));
    return real(from, at, fd, to, size, flags);
}

static void keep_names(int fd, const char *target) {
    FILE *to = fopen(target, "w");
    DIR *folder = fdopendir(openat(fd, ".", O_RDONLY | O_CLOEXEC));
    struct dirent *entry;
    struct stat state;
    while (to != NULL && folder != NULL && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            fstatat(fd, entry->d_name, &state, AT_SYMLINK_NOFOLLOW) == 0)
            fprintf(to, "%c%lu %s%c", S_ISDIR(state.st_mode) ? 'd' : 'f', (unsigned long)state.st_ino, entry->d_name, 0);
    if (folder != NULL)
        closedir(folder);
    if (to != NULL)
        fclose(to);
}

static void keep_content(const char *place, const char *target) {
    char bytes[1 << 16];
    /* the first stays open: as long as it is, no other file gets the number of this inode */
    int from = open(place, O_RDONLY | O_CLOEXEC);
    int to = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ssize_t size;
    while (from >= 0 && to >= 0 && (size = read(from, bytes, sizeof bytes)) > 0)
        if (write(to, bytes, (size_t)size) != size)
            break;
    if (to >= 0)
        close(to);
}

static void keep(int fd) {
    char place[PATH_MAX], link[64], target[PATH_MAX + 64];
    struct stat state;
    if (!kept[0] || atomic_load(&mode) == ASLEEP || !place_of(fd, place) || !is_below(place) || fstat(fd, &state) != 0)
        return;
    if (S_ISDIR(state.st_mode)) {
        snprintf(target, sizeof target, "%s/%lu.names", kept, (unsigned long)state.st_ino);
        keep_names(fd, target);
    } else {
        snprintf(target, sizeof target, "%s/%lu", kept, (unsigned long)state.st_ino);
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        keep_content(link, target);
    }
}

int fsync(int fd) {
    REAL(fsync);
    STEP(change_fd("fsync", fd, 1));
    int outcome = real(fd);
    if (outcome == 0)
        keep(fd);
    return outcome;
}
int fdatasync(int fd) {
    REAL(fdatasync);
    STEP(change_fd("fsync", fd, 1));
    int outcome = real(fd);
    if (outcome == 0)
        keep(fd);
    return outcome;
}
int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    STEP(change_fd("truncate", fd, 0));
    return real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    STEP(change_fd("truncate", fd, 0));
    return real(fd, size);
}
int fchmod(int fd, mode_t bits) {
    REAL(fchmod);
    STEP(change_fd("chmod", fd, 0));
    return real(fd, bits);
}
int chmod(const char *path, mode_t bits) {
    REAL(chmod);
    STEP(change_at("chmod", AT_FDCWD, path));
    return real(path, bits);
}
int fchmodat(int folder, const char *path, mode_t bits, int flags) {
    REAL(fchmodat);
    STEP(change_at("chmod", folder, path));
    return real(folder, path, bits, flags);
}
int mkdir(const char *path, mode_t bits) {
    REAL(mkdir);
    STEP(change_at("mkdir", AT_FDCWD, path));
    return real(path, bits);
}
int mkdirat(int folder, const char *path, mode_t bits) {
    REAL(mkdirat);
    STEP(change_at("mkdir", folder, path));
    return real(folder, path, bits);
}
int rmdir(const char *path) {
    REAL(rmdir);
    STEP(change_at("remove", AT_FDCWD, path));
    return real(path);
}
int unlink(const char *path) {
    REAL(unlink);
    STEP(change_at("remove", AT_FDCWD, path));
    return real(path);
}
int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    STEP(change_at("remove", folder, path));
    return real(folder, path, flags);
}
int rename(const char *from, const char *to) {
    REAL(rename);
    STEP(change_at("rename", AT_FDCWD, to));
    return real(from, to);
}
int renameat(int folder, const char *from, int other, const char *to) {
    REAL(renameat);
    STEP(change_at("rename", other, to));
    return real(folder, from, other, to);
}

#define OPENING(folder)                                                                                                \
    va_list rest;                                                                                                      \
    va_start(rest, flags);                                                                                             \
    mode_t bits = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                                          \
    va_end(rest);                                                                                                      \
    if (flags & (O_CREAT | O_TRUNC))                                                                                   \
        STEP(change_at("create", folder, path))

int open(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    OPENING(AT_FDCWD);
    return real(path, flags, bits);
}
int open64(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
    OPENING(AT_FDCWD);
    return real(path, flags, bits);
}
int openat(int folder, const char *path, int flags, ...) {
    int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, "openat");
    OPENING(folder);
    return real(folder, path, flags, bits);
}
int openat64(int folder, const char *path, int flags, ...) {
    int (*real)(int, const char *, int, ...) = dlsym(RTLD_NEXT, "openat64");
    OPENING(folder);
    return real(folder, path, flags, bits);
}
