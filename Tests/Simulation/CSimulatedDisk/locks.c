// Locks among the connections of one process, and the shared memory of write-ahead logs.

#include "disk.h"

#include <stdlib.h>
#include <string.h>

/// The highest lock that others have on the same file.
static int others_lock(const sim_file *file) {
    int highest = SQLITE_LOCK_NONE;
    for (const sim_file *other = file->node->open; other; other = other->next) {
        if (other != file && other->lock > highest) highest = other->lock;
    }
    return highest;
}

static int lock_locked(sim_file *file, int level) {
    if (!is_alive(file)) return SQLITE_IOERR_LOCK;
    if (file->lock >= level) return SQLITE_OK;
    int others = others_lock(file);
    if (level == SQLITE_LOCK_SHARED) {
        if (others >= SQLITE_LOCK_PENDING) return SQLITE_BUSY;
    } else {
        if (others >= SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
        if (level == SQLITE_LOCK_EXCLUSIVE && others >= SQLITE_LOCK_SHARED) {
            // Who reads now may finish, nobody begins.
            file->lock = SQLITE_LOCK_PENDING;
            return SQLITE_BUSY;
        }
    }
    file->lock = level;
    return SQLITE_OK;
}

int sim_lock(sqlite3_file *handle, int level) {
    sim_file *file = file_of(handle);
    disk_lock(file->disk);
    int result = lock_locked(file, level);
    disk_unlock(file->disk);
    return result;
}

int sim_unlock(sqlite3_file *handle, int level) {
    sim_file *file = file_of(handle);
    disk_lock(file->disk);
    if (file->lock > level) file->lock = level;
    disk_unlock(file->disk);
    return SQLITE_OK;
}

int sim_check_reserved(sqlite3_file *handle, int *result) {
    sim_file *file = file_of(handle);
    disk_lock(file->disk);
    bool alive = is_alive(file);
    *result = alive && (file->lock >= SQLITE_LOCK_RESERVED || others_lock(file) >= SQLITE_LOCK_RESERVED);
    disk_unlock(file->disk);
    return alive ? SQLITE_OK : SQLITE_IOERR_CHECKRESERVEDLOCK;
}

static void *zeroed(size_t size) {
    void *memory = calloc(1, size);
    if (!memory) abort();
    return memory;
}

static int map_locked(sim_file *file, int region, int size, int extend, void volatile **memory) {
    *memory = NULL;
    if (!is_alive(file)) return SQLITE_IOERR_SHMMAP;
    if (!file->shm) {
        if (!file->node->shm) {
            file->node->shm = zeroed(sizeof(shm_node));
            file->node->shm->region_bytes = size;
            // As a file that an earlier process left and that nobody may write: SQLite makes an index for itself.
            file->node->shm->is_unreliable = file->disk->is_read_only;
        }
        file->shm = file->node->shm;
        file->shm->references++;
    }
    shm_node *shm = file->shm;
    if (shm->is_unreliable) return SQLITE_READONLY_CANTINIT;
    if (region >= shm->region_count) {
        if (!extend) return SQLITE_OK;
        shm->regions = realloc(shm->regions, (size_t)(region + 1) * sizeof(void *));
        if (!shm->regions) abort();
        while (shm->region_count <= region) shm->regions[shm->region_count++] = zeroed((size_t)size);
    }
    *memory = shm->regions[region];
    return SQLITE_OK;
}

int sim_shm_map(sqlite3_file *handle, int region, int size, int extend, void volatile **memory) {
    sim_file *file = file_of(handle);
    disk_lock(file->disk);
    int result = map_locked(file, region, size, extend, memory);
    disk_unlock(file->disk);
    return result;
}

static void shm_unlock(sim_file *file, int slot) {
    uint16_t bit = (uint16_t)(1 << slot);
    if (file->shm_shared & bit) file->shm->shared[slot]--;
    if (file->shm_exclusive & bit) file->shm->exclusive[slot] = NULL;
    file->shm_shared &= (uint16_t)~bit;
    file->shm_exclusive &= (uint16_t)~bit;
}

static bool is_free(const sim_file *file, int slot, int flags) {
    const shm_node *shm = file->shm;
    if (shm->exclusive[slot] && shm->exclusive[slot] != file) return false;
    if (flags & SQLITE_SHM_SHARED) return true;
    return shm->shared[slot] == (file->shm_shared >> slot & 1);
}

static int shm_lock_locked(sim_file *file, int offset, int count, int flags) {
    if (!file->shm) return SQLITE_IOERR_SHMLOCK;
    int end = offset + count;
    if (flags & SQLITE_SHM_UNLOCK) {
        for (int slot = offset; slot < end; slot++) shm_unlock(file, slot);
        return SQLITE_OK;
    }
    if (!is_alive(file)) return SQLITE_IOERR_SHMLOCK;
    for (int slot = offset; slot < end; slot++) {
        if (!is_free(file, slot, flags)) return SQLITE_BUSY;
    }
    for (int slot = offset; slot < end; slot++) {
        uint16_t bit = (uint16_t)(1 << slot);
        if (flags & SQLITE_SHM_EXCLUSIVE) {
            file->shm->exclusive[slot] = file;
            file->shm_exclusive |= bit;
        } else if (!(file->shm_shared & bit)) {
            file->shm->shared[slot]++;
            file->shm_shared |= bit;
        }
    }
    return SQLITE_OK;
}

int sim_shm_lock(sqlite3_file *handle, int offset, int count, int flags) {
    sim_file *file = file_of(handle);
    disk_lock(file->disk);
    int result = shm_lock_locked(file, offset, count, flags);
    disk_unlock(file->disk);
    return result;
}

void sim_shm_barrier(sqlite3_file *handle) {
    (void)handle;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/// The disk is locked.
void shm_release(sim_file *file) {
    shm_node *shm = file->shm;
    if (!shm) return;
    for (int slot = 0; slot < SQLITE_SHM_NLOCK; slot++) shm_unlock(file, slot);
    file->shm = NULL;
    if (--shm->references > 0) return;
    if (is_alive(file) && file->node->shm == shm) file->node->shm = NULL;
    for (int region = 0; region < shm->region_count; region++) free(shm->regions[region]);
    free(shm->regions);
    free(shm);
}

// The memory goes with the last connection in any case: the next one builds the index anew, as it does from a file that is left over.
int sim_shm_unmap(sqlite3_file *handle, int delete_flag) {
    (void)delete_flag;
    sim_file *file = file_of(handle);
    disk_lock(file->disk);
    shm_release(file);
    disk_unlock(file->disk);
    return SQLITE_OK;
}
