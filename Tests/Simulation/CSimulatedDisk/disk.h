// What the parts of the simulated disk share.
#pragma once

#include "simulated_disk.h"

#include <pthread.h>
#include <sqlite3.h>

/// Pending bytes of a disk; beyond, the kernel would have written them back: 64 MiB.
#define PENDING_BYTES_MAX ((uint64_t)64 << 20)
#define FAULTS_MAX 16
#define PATH_BYTES_MAX 512

typedef struct bytes {
    uint8_t *data;
    size_t size, room;
} bytes;

/// A write or truncation that no sync has made durable. Truncation: `offset` is the new size.
typedef struct change {
    uint64_t number;
    uint64_t offset, length;
    /// Where the written bytes begin in `pending`.
    size_t at;
    bool is_truncation;
} change;

typedef struct shm_node {
    void **regions;
    int region_count;
    int region_bytes;
    bool is_unreliable;
    unsigned references;
    unsigned shared[SQLITE_SHM_NLOCK];
    sim_file *exclusive[SQLITE_SHM_NLOCK];
} shm_node;

typedef struct inode {
    /// The page cache: what every reader sees.
    bytes now;
    /// The medium: what a power cut leaves.
    bytes durable;
    change *changes;
    size_t change_count, change_room;
    bytes pending;
    /// `now` and `durable` differ at most here.
    uint64_t low, high;
    /// A failed sync forgot a change: `now` and `durable` differ although nothing is pending.
    bool is_diverged;
    bool is_marked;
    sim_file *open;
    shm_node *shm;
    struct inode *next;
} inode;

struct sim_file {
    sim_disk *disk;
    uint64_t generation;
    /// Dangles when the generation is over.
    inode *node;
    char *name;
    bool is_read_only;
    /// The first sync makes the name durable, as SQLite's unix VFS does for journals that it created.
    bool syncs_folder;
    bool keeps_wal;
    int lock;
    shm_node *shm;
    uint16_t shm_shared, shm_exclusive;
    sim_file *next;
};

typedef struct entry {
    char *name;
    inode *node;
} entry;

typedef struct folder {
    entry *entries;
    size_t count, room;
} folder;

/// A change of names that no sync of the folder has made durable: `node` appears as `name`, `gone` disappears; either may be null.
typedef struct renaming {
    uint64_t number;
    char *name, *gone;
    inode *node;
} renaming;

typedef struct fault {
    uint32_t operations, per_million;
    int error;
    uint64_t skip;
    int64_t times;
    char *suffix;
} fault;

typedef struct generator {
    uint64_t state;
} generator;

struct sim_disk {
    sqlite3_vfs vfs;
    char root[PATH_BYTES_MAX], vfs_name[PATH_BYTES_MAX];
    size_t root_length;
    sim_options options;
    pthread_mutex_t mutex;
    /// Open files, dead ones too, and one for the owner.
    uint64_t references;
    uint64_t generation;
    bool is_running;
    inode *inodes;
    folder now, durable;
    renaming *renamings;
    size_t renaming_count, renaming_room;
    uint64_t last_number, pending_bytes;
    uint64_t capacity;
    bool is_read_only;
    fault faults[FAULTS_MAX];
    size_t fault_count;
    /// Changes until the crash; 0: none is planned.
    uint64_t crash_countdown;
    int crash_kind;
    int64_t time_us;
    generator fates, chances, randomness;
    sim_counters counters;
    sim_disk *next;
};

// generator.c
uint64_t generator_next(generator *generator);
/// Below `bound`, which is above 0.
uint64_t generator_below(generator *generator, uint64_t bound);
void generator_fill(generator *generator, void *data, size_t size);

// inode.c
void *grown(void *memory, size_t *room, size_t count, size_t item_bytes);
void bytes_resize(bytes *bytes, size_t size);
void bytes_set(bytes *bytes, const void *data, size_t size);
inode *inode_create(sim_disk *disk);
void inode_free(inode *node);
void inode_write(sim_disk *disk, inode *node, const void *data, size_t size, uint64_t offset);
void inode_truncate(sim_disk *disk, inode *node, uint64_t size);
void inode_apply(inode *node, const change *change, uint64_t length);
void inode_clear(sim_disk *disk, inode *node);
void inode_settle(sim_disk *disk, inode *node);
void inode_put(sim_disk *disk, inode *node, const void *data, size_t size);

// folder.c
inode *folder_find(const folder *folder, const char *name);
void folder_link(folder *folder, const char *name, inode *node);
void folder_unlink(folder *folder, const char *name);
void folder_clear(folder *folder);
void disk_rename(sim_disk *disk, const char *name, inode *node, const char *gone);
/// Makes the changes of names in the folder of `name` durable; all where a journal holds them.
void disk_sync_names(sim_disk *disk, const char *name);
void disk_collect(sim_disk *disk);
char *absolute(const sim_disk *disk, const char *name, char path[PATH_BYTES_MAX]);

// crash.c
void disk_crash(sim_disk *disk, int kind);
void disk_disconnect(sim_disk *disk);
/// Whether this change is the one that the crash is planned for.
bool disk_is_last(sim_disk *disk);

// faults.c
/// 0, or a negative errno that an injected fault asks for.
int disk_fault(sim_disk *disk, uint32_t operation, const char *name);
void inode_fail_sync(sim_disk *disk, inode *node);
void disk_settle(sim_disk *disk);

// locks.c
int sim_lock(sqlite3_file *file, int level);
int sim_unlock(sqlite3_file *file, int level);
int sim_check_reserved(sqlite3_file *file, int *result);
int sim_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **memory);
int sim_shm_lock(sqlite3_file *file, int offset, int count, int flags);
void sim_shm_barrier(sqlite3_file *file);
int sim_shm_unmap(sqlite3_file *file, int delete_flag);
void shm_release(sim_file *file);

// vfs.c
typedef struct vfs_file {
    sqlite3_file base;
    sim_file *file;
} vfs_file;

static inline sim_file *file_of(sqlite3_file *file) { return ((vfs_file *)file)->file; }
static inline bool is_alive(const sim_file *file) { return file->generation == file->disk->generation; }

void vfs_describe(sim_disk *disk);
int vfs_open(sim_disk *disk, const char *name, sqlite3_file *file, int flags, int *flags_out);
int vfs_delete(sim_disk *disk, const char *name, int sync_folder);
int vfs_access(sim_disk *disk, const char *name, int flags, int *result);
int vfs_full_path(sim_disk *disk, const char *name, int size, char *path);

// disk.c
/// The disk that a path belongs to, or null.
sim_disk *disk_of_path(const char *path);
void disk_lock(sim_disk *disk);
void disk_unlock(sim_disk *disk);
void disk_release(sim_disk *disk);
