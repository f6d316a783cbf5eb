// The default VFS of a simulating process. Paths decide: simulated disks for theirs, the VFS that was the default for all others, so
// that code which cannot name a VFS runs on simulated disks, and other tests of the same process are left alone.

#include "disk.h"

#include <stdatomic.h>
#include <string.h>

static sqlite3_vfs *base;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned users;
static generator randomness;
static atomic_bool is_seeded;
static _Atomic int64_t time_us = -1;

static int any_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out) {
    (void)vfs;
    sim_disk *disk = name ? disk_of_path(name) : NULL;
    return disk ? vfs_open(disk, name, file, flags, flags_out) : base->xOpen(base, name, file, flags, flags_out);
}

static int any_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    (void)vfs;
    sim_disk *disk = disk_of_path(name);
    return disk ? vfs_delete(disk, name, sync_folder) : base->xDelete(base, name, sync_folder);
}

static int any_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    (void)vfs;
    sim_disk *disk = disk_of_path(name);
    return disk ? vfs_access(disk, name, flags, result) : base->xAccess(base, name, flags, result);
}

static int any_full_path(sqlite3_vfs *vfs, const char *name, int size, char *path) {
    (void)vfs;
    sim_disk *disk = disk_of_path(name);
    return disk ? vfs_full_path(disk, name, size, path) : base->xFullPathname(base, name, size, path);
}

static void *any_dl_open(sqlite3_vfs *vfs, const char *name) {
    (void)vfs;
    return base->xDlOpen(base, name);
}

static void any_dl_error(sqlite3_vfs *vfs, int size, char *text) {
    (void)vfs;
    base->xDlError(base, size, text);
}

static void (*any_dl_sym(sqlite3_vfs *vfs, void *library, const char *symbol))(void) {
    (void)vfs;
    return base->xDlSym(base, library, symbol);
}

static void any_dl_close(sqlite3_vfs *vfs, void *library) {
    (void)vfs;
    base->xDlClose(base, library);
}

static int any_randomness(sqlite3_vfs *vfs, int size, char *data) {
    (void)vfs;
    if (!is_seeded) return base->xRandomness(base, size, data);
    pthread_mutex_lock(&mutex);
    generator_fill(&randomness, data, (size_t)size);
    pthread_mutex_unlock(&mutex);
    return size;
}

static int any_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    if (time_us < 0) return base->xSleep(base, microseconds);
    atomic_fetch_add(&time_us, microseconds);
    return microseconds;
}

static int any_time(sqlite3_vfs *vfs, sqlite3_int64 *time) {
    (void)vfs;
    int64_t now = time_us;
    if (now < 0) return base->xCurrentTimeInt64(base, time);
    *time = 210866760000000 + now / 1000;
    return SQLITE_OK;
}

static int any_time_in_days(sqlite3_vfs *vfs, double *days) {
    sqlite3_int64 time;
    int result = any_time(vfs, &time);
    *days = (double)time / 86400000.0;
    return result;
}

static int any_last_error(sqlite3_vfs *vfs, int size, char *text) {
    (void)vfs;
    return base->xGetLastError(base, size, text);
}

static sqlite3_vfs router = {
    .iVersion = 2,
    .zName = "simulated",
    .xOpen = any_open,
    .xDelete = any_delete,
    .xAccess = any_access,
    .xFullPathname = any_full_path,
    .xDlOpen = any_dl_open,
    .xDlError = any_dl_error,
    .xDlSym = any_dl_sym,
    .xDlClose = any_dl_close,
    .xRandomness = any_randomness,
    .xSleep = any_sleep,
    .xCurrentTime = any_time_in_days,
    .xGetLastError = any_last_error,
    .xCurrentTimeInt64 = any_time,
};

void sim_process_begin(uint64_t seed, int64_t unix_us) {
    pthread_mutex_lock(&mutex);
    if (!base) {
        base = sqlite3_vfs_find(NULL);
        int own = (int)sizeof(vfs_file);
        router.szOsFile = base->szOsFile > own ? base->szOsFile : own;
        router.mxPathname = base->mxPathname > PATH_BYTES_MAX ? base->mxPathname : PATH_BYTES_MAX;
    }
    if (users++ == 0) sqlite3_vfs_register(&router, 1);
    randomness.state = seed;
    is_seeded = true;
    time_us = unix_us;
    pthread_mutex_unlock(&mutex);
    // Forgets its state; the next use takes a new one from the default VFS.
    sqlite3_randomness(0, NULL);
}

void sim_process_set_time(int64_t unix_us) { time_us = unix_us; }
int64_t sim_process_time(void) { return time_us; }

void sim_process_end(void) {
    pthread_mutex_lock(&mutex);
    if (users > 0 && --users == 0) {
        // Connections that are still open keep using it, so it stays as it is, only not the default.
        sqlite3_vfs_register(base, 1);
        sqlite3_vfs_unregister(&router);
        is_seeded = false;
        time_us = -1;
    }
    pthread_mutex_unlock(&mutex);
    sqlite3_randomness(0, NULL);
}
