// SQLite's view of a simulated disk: one VFS each, behaving as SQLite's own unix VFS does on a disk with the same faults.

#include "disk.h"

#include <errno.h>
#include <string.h>

static int code(int64_t result, int otherwise) {
    if (result >= 0) return SQLITE_OK;
    return result == -ENOSPC ? SQLITE_FULL : otherwise;
}

static int sim_close(sqlite3_file *file) {
    sim_file_close(file_of(file));
    return SQLITE_OK;
}

static int sim_read(sqlite3_file *file, void *data, int size, sqlite3_int64 offset) {
    int64_t got = sim_file_pread(file_of(file), data, (size_t)size, (uint64_t)offset);
    if (got < 0) return SQLITE_IOERR_READ;
    if (got == size) return SQLITE_OK;
    memset((uint8_t *)data + got, 0, (size_t)(size - got));
    return SQLITE_IOERR_SHORT_READ;
}

static int sim_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset) {
    int64_t written = sim_file_pwrite(file_of(file), data, (size_t)size, (uint64_t)offset);
    return written >= 0 && written < size ? SQLITE_FULL : code(written, SQLITE_IOERR_WRITE);
}

static int sim_truncate(sqlite3_file *file, sqlite3_int64 size) {
    return code(sim_file_truncate(file_of(file), (uint64_t)size), SQLITE_IOERR_TRUNCATE);
}

static int sim_sync(sqlite3_file *file, int flags) {
    (void)flags;  // A data-only sync makes the size durable too, so nothing differs.
    return code(sim_file_sync(file_of(file)), SQLITE_IOERR_FSYNC);
}

static int sim_size(sqlite3_file *file, sqlite3_int64 *size) {
    int64_t result = sim_file_size(file_of(file));
    if (result < 0) return SQLITE_IOERR_FSTAT;
    *size = result;
    return SQLITE_OK;
}

static int sim_control(sqlite3_file *file, int operation, void *argument) {
    sim_file *handle = file_of(file);
    switch (operation) {
    case SQLITE_FCNTL_LOCKSTATE:
        *(int *)argument = handle->lock;
        return SQLITE_OK;
    case SQLITE_FCNTL_PERSIST_WAL:
        if (*(int *)argument >= 0) handle->keeps_wal = *(int *)argument > 0;
        else *(int *)argument = handle->keeps_wal;
        return SQLITE_OK;
    case SQLITE_FCNTL_VFSNAME:
        *(char **)argument = sqlite3_mprintf("%s", handle->disk->vfs_name);
        return SQLITE_OK;
    case SQLITE_FCNTL_HAS_MOVED: {
        disk_lock(handle->disk);
        *(int *)argument = is_alive(handle) && folder_find(&handle->disk->now, handle->name) != handle->node;
        disk_unlock(handle->disk);
        return SQLITE_OK;
    }
    default: return SQLITE_NOTFOUND;
    }
}

static int sim_sector(sqlite3_file *file) { return (int)file_of(file)->disk->options.sector_bytes; }

/// Neither SAFE_APPEND (a size may arrive before its bytes) nor SEQUENTIAL (writes arrive in any order) nor ATOMIC (SQLite would leave out
/// journals only when built for it).
static int sim_characteristics(sqlite3_file *file) {
    return file_of(file)->disk->options.powersafe_overwrite ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

// Version 2: shared memory, but no memory-mapped reading, which would see neither faults nor crashes.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = sim_close,
    .xRead = sim_read,
    .xWrite = sim_write,
    .xTruncate = sim_truncate,
    .xSync = sim_sync,
    .xFileSize = sim_size,
    .xLock = sim_lock,
    .xUnlock = sim_unlock,
    .xCheckReservedLock = sim_check_reserved,
    .xFileControl = sim_control,
    .xSectorSize = sim_sector,
    .xDeviceCharacteristics = sim_characteristics,
    .xShmMap = sim_shm_map,
    .xShmLock = sim_shm_lock,
    .xShmBarrier = sim_shm_barrier,
    .xShmUnmap = sim_shm_unmap,
};

int vfs_open(sim_disk *disk, const char *name, sqlite3_file *file, int flags, int *flags_out) {
    const int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    vfs_file *opened = (vfs_file *)file;
    opened->base.pMethods = NULL;
    // What is to vanish when it is closed needs no name.
    if (!name || (flags & SQLITE_OPEN_DELETEONCLOSE)) name = "";
    int wanted = (flags & SQLITE_OPEN_CREATE ? SIM_CREATE : 0) | (flags & SQLITE_OPEN_EXCLUSIVE ? SIM_EXCLUSIVE : 0)
        | (flags & SQLITE_OPEN_READONLY ? SIM_READ_ONLY : 0);
    bool is_new = name[0] && sim_disk_size(disk, name) < 0;
    int result = sim_file_open(disk, name, wanted, &opened->file);
    if (result == -EROFS) {
        // As in the unix VFS: a journal that cannot be created says why; anything else is opened for reading.
        if (is_new && (flags & journals)) return SQLITE_READONLY_DIRECTORY;
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
        result = sim_file_open(disk, name, SIM_READ_ONLY, &opened->file);
    }
    if (result == -EIO && !sim_disk_is_running(disk)) return SQLITE_IOERR;
    if (result < 0) return SQLITE_CANTOPEN;
    opened->file->syncs_folder = is_new && (flags & SQLITE_OPEN_CREATE) && (flags & journals);
    opened->base.pMethods = &methods;
    if (flags_out) *flags_out = flags;
    return SQLITE_OK;
}

int vfs_delete(sim_disk *disk, const char *name, int sync_folder) {
    int result = sim_file_unlink(disk, name);
    if (result == -ENOENT) return SQLITE_IOERR_DELETE_NOENT;
    if (result < 0) return SQLITE_IOERR_DELETE;
    return sync_folder && sim_file_sync_folder(disk, name) < 0 ? SQLITE_IOERR_DIR_FSYNC : SQLITE_OK;
}

int vfs_access(sim_disk *disk, const char *name, int flags, int *result) {
    if (!sim_disk_is_running(disk)) return SQLITE_IOERR_ACCESS;
    int64_t size = sim_disk_size(disk, name);
    disk_lock(disk);
    // The unix VFS says of an empty file that it does not exist.
    *result = flags == SQLITE_ACCESS_EXISTS ? size > 0 : size >= 0 && !(flags == SQLITE_ACCESS_READWRITE && disk->is_read_only);
    disk_unlock(disk);
    return SQLITE_OK;
}

int vfs_full_path(sim_disk *disk, const char *name, int size, char *path) {
    char full[PATH_BYTES_MAX];
    if (strlen(disk->root) + strlen(name) >= sizeof full) return SQLITE_CANTOPEN;
    absolute(disk, name, full);
    if ((int)strlen(full) >= size) return SQLITE_CANTOPEN;
    strcpy(path, full);
    return SQLITE_OK;
}

static int own_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out) {
    return vfs_open(vfs->pAppData, name, file, flags, flags_out);
}

static int own_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) { return vfs_delete(vfs->pAppData, name, sync_folder); }

static int own_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    return vfs_access(vfs->pAppData, name, flags, result);
}

static int own_full_path(sqlite3_vfs *vfs, const char *name, int size, char *path) {
    return vfs_full_path(vfs->pAppData, name, size, path);
}

static int own_randomness(sqlite3_vfs *vfs, int size, char *data) {
    sim_disk *disk = vfs->pAppData;
    disk_lock(disk);
    generator_fill(&disk->randomness, data, (size_t)size);
    disk_unlock(disk);
    return size;
}

static int own_sleep(sqlite3_vfs *vfs, int microseconds) {
    sim_disk *disk = vfs->pAppData;
    disk_lock(disk);
    disk->time_us += microseconds;
    disk_unlock(disk);
    return microseconds;
}

/// Milliseconds since noon of 24 November 4714 BC, Greenwich: 1970 began at day 2440587.5.
static int own_time(sqlite3_vfs *vfs, sqlite3_int64 *time) {
    *time = 210866760000000 + sim_disk_time(vfs->pAppData) / 1000;
    return SQLITE_OK;
}

static int own_time_in_days(sqlite3_vfs *vfs, double *days) {
    sqlite3_int64 time;
    own_time(vfs, &time);
    *days = (double)time / 86400000.0;
    return SQLITE_OK;
}

static int own_last_error(sqlite3_vfs *vfs, int size, char *text) {
    (void)vfs, (void)size, (void)text;
    return 0;
}

void vfs_describe(sim_disk *disk) {
    disk->vfs = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = sizeof(vfs_file),
        .mxPathname = PATH_BYTES_MAX - 1,
        .zName = disk->vfs_name,
        .pAppData = disk,
        .xOpen = own_open,
        .xDelete = own_delete,
        .xAccess = own_access,
        .xFullPathname = own_full_path,
        .xRandomness = own_randomness,
        .xSleep = own_sleep,
        .xCurrentTime = own_time_in_days,
        .xGetLastError = own_last_error,
        .xCurrentTimeInt64 = own_time,
    };
}
