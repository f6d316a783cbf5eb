// A disk in memory that crashes on demand, the same way for the same seed.
//
// SQLite sees it as a VFS, other code as files with pread and pwrite. What was written and not synced is pending: a power cut keeps,
// loses or tears each pending write, a `kill -9` keeps them all. Calls may come from several threads; a mutex guards each disk.
// Functions that can fail return a negative errno. Running out of real memory ends the process.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sim_disk sim_disk;
typedef struct sim_file sim_file;
typedef struct sim_image sim_image;

typedef struct sim_options {
    /// Decides the fate of pending writes, the chance of faults, and the VFS's randomness.
    uint64_t seed;
    /// What the medium writes as a whole: 512 or 4096.
    uint32_t sector_bytes;
    /// A torn write leaves the bytes beside it alone (SQLITE_IOCAP_POWERSAFE_OVERWRITE). Without it, the whole sector is garbage.
    bool powersafe_overwrite;
    /// A torn write may leave garbage in the first sector that was not written whole, and a lost one may still lengthen its file.
    bool garbage;
    /// As ext4 and XFS: changes of names reach the medium in order, and the sync of a file that is new or changed its size takes all of
    /// them along. Without it, as POSIX: each on its own, and only the sync of a folder makes them durable.
    bool journals_names;
} sim_options;

enum { SIM_POWER_CUT = 0, SIM_KILL = 1 };

enum {
    SIM_READ = 1,
    SIM_WRITE = 2,
    SIM_SYNC = 4,
    SIM_TRUNCATE = 8,
    SIM_OPEN = 16,
    SIM_DELETE = 32,
    SIM_RENAME = 64,
};

typedef struct sim_counters {
    uint64_t reads, bytes_read, writes, bytes_written, syncs, truncations, creations, deletions, renames;
    uint64_t crashes, faults_injected;
    /// The fate of pending writes and changes of names at power cuts.
    uint64_t kept, lost, torn;
} sim_counters;

// -- Disks

/// A disk whose files are those below `/simulated/NAME/`, and whose VFS is `simulated-NAME`. Null when the name is in use.
sim_disk *sim_disk_create(const char *name, const sim_options *options);
/// The disk is gone from the VFS list at once; its memory goes with the last open file.
void sim_disk_destroy(sim_disk *disk);
const char *sim_disk_root(const sim_disk *disk);
const char *sim_disk_vfs_name(const sim_disk *disk);

/// The machine or process is gone: open files answer EIO for ever, and nothing can be opened before `sim_disk_start`.
void sim_disk_crash(sim_disk *disk, int kind);
/// Crashes in the middle of the `operations`-th change (write, sync, truncation, creation, deletion, renaming) from now on: 1 is the next.
void sim_disk_crash_after(sim_disk *disk, int kind, uint64_t operations);
void sim_disk_cancel_crash(sim_disk *disk);
bool sim_disk_is_running(sim_disk *disk);
void sim_disk_start(sim_disk *disk);
/// Everything pending becomes durable, as after half a minute without load.
void sim_disk_settle(sim_disk *disk);

/// Microseconds since 1970, for `CURRENT_TIMESTAMP` and busy time-outs of the disk's own VFS.
void sim_disk_set_time(sim_disk *disk, int64_t unix_us);
int64_t sim_disk_time(sim_disk *disk);

// -- Faults

/// What all files together may take; UINT64_MAX: no limit.
void sim_disk_set_capacity(sim_disk *disk, uint64_t capacity_bytes);
uint64_t sim_disk_used(sim_disk *disk);
void sim_disk_set_read_only(sim_disk *disk, bool read_only);
/// After `skip` matching operations each further one fails with the positive errno `error`, `times` times (negative: until cleared),
/// at a chance of `per_million`. `suffix`: only files whose name ends so; null: all. False when there are too many faults already.
bool sim_disk_fail(sim_disk *disk, uint32_t operations, int error, uint64_t skip, int64_t times, uint32_t per_million, const char *suffix);
void sim_disk_clear_faults(sim_disk *disk);
/// Flips bits of a file at rest: what was pending becomes durable first.
int sim_disk_damage(sim_disk *disk, const char *name, uint64_t offset, uint8_t xor_mask);
/// Cuts a file at rest.
int sim_disk_cut(sim_disk *disk, const char *name, uint64_t length);
sim_counters sim_disk_counters(sim_disk *disk);

// -- Contents from outside: nothing here fails by a fault or is pending

/// The names of the files in order; free the list, and nothing else, with `sim_free`.
const char **sim_disk_names(sim_disk *disk, size_t *count);
void sim_free(void *memory);
int64_t sim_disk_size(sim_disk *disk, const char *name);
int64_t sim_disk_get(sim_disk *disk, const char *name, void *data, size_t size);
void sim_disk_put(sim_disk *disk, const char *name, const void *data, size_t size);
/// A number that depends on every name and byte that a reader sees now.
uint64_t sim_disk_digest(sim_disk *disk);
/// All files as a reader sees them now, names below the disk's root.
sim_image *sim_disk_snapshot(sim_disk *disk);
/// The disk holds what the image holds, durably, and nothing else. Open files die as in a crash.
void sim_disk_restore(sim_disk *disk, const sim_image *image);
void sim_image_free(sim_image *image);

// -- Files. A name without a leading slash is below the disk's root.

enum { SIM_CREATE = 1, SIM_EXCLUSIVE = 2, SIM_READ_ONLY = 4 };

int sim_file_open(sim_disk *disk, const char *name, int flags, sim_file **file);
/// How many bytes were read, 0 at the end.
int64_t sim_file_pread(sim_file *file, void *data, size_t size, uint64_t offset);
/// How many bytes were written: fewer than asked for when the disk fills up.
int64_t sim_file_pwrite(sim_file *file, const void *data, size_t size, uint64_t offset);
int sim_file_truncate(sim_file *file, uint64_t size);
int sim_file_sync(sim_file *file);
int64_t sim_file_size(sim_file *file);
void sim_file_close(sim_file *file);
int sim_file_unlink(sim_disk *disk, const char *name);
int sim_file_rename(sim_disk *disk, const char *from, const char *to);
/// Creations, deletions and renamings in the folder of `name` become durable.
int sim_file_sync_folder(sim_disk *disk, const char *name);

// -- The process

/// Registers `simulated` as SQLite's default VFS: paths of simulated disks go to these, all others to the default VFS before. Seeds
/// SQLite's own generator, which is one for the process, and stands the clock of the default VFS at `unix_us` (negative: real time).
void sim_process_begin(uint64_t seed, int64_t unix_us);
void sim_process_set_time(int64_t unix_us);
int64_t sim_process_time(void);
/// The default VFS is again what it was.
void sim_process_end(void);
