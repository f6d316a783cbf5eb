// Faults of the medium: on demand, by chance, or by lack of room.

#include "disk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool ends(const char *name, const char *suffix) {
    size_t length = strlen(name), wanted = strlen(suffix);
    return length >= wanted && strcmp(name + length - wanted, suffix) == 0;
}

int disk_fault(sim_disk *disk, uint32_t operation, const char *name) {
    for (size_t i = 0; i < disk->fault_count; i++) {
        fault *fault = &disk->faults[i];
        if (!(fault->operations & operation) || fault->times == 0) continue;
        if (fault->suffix && !(name && ends(name, fault->suffix))) continue;
        if (fault->skip > 0) {
            fault->skip--;
            continue;
        }
        if (fault->per_million < 1000000 && generator_below(&disk->chances, 1000000) >= fault->per_million) continue;
        if (fault->times > 0) fault->times--;
        disk->counters.faults_injected++;
        return -fault->error;
    }
    return 0;
}

/// What Linux does after an error of writing back: each page is on the medium or is not, and counts as clean either way.
/// A later sync succeeds without it. Source: Rebello et al., "Can applications recover from fsync failures?", 2020.
void inode_fail_sync(sim_disk *disk, inode *node) {
    for (size_t i = 0; i < node->change_count; i++) {
        if (generator_below(&disk->chances, 2) == 0) {
            inode_apply(node, &node->changes[i], node->changes[i].length);
        } else {
            node->is_diverged = true;
        }
    }
    inode_clear(disk, node);
}

void disk_settle(sim_disk *disk) {
    for (inode *node = disk->inodes; node; node = node->next) inode_settle(disk, node);
    while (disk->renaming_count > 0) {
        char name[PATH_BYTES_MAX];
        absolute(disk, disk->renamings[0].name ? disk->renamings[0].name : disk->renamings[0].gone, name);
        disk_sync_names(disk, name);
    }
}

bool sim_disk_fail(
    sim_disk *disk, uint32_t operations, int error, uint64_t skip, int64_t times, uint32_t per_million, const char *suffix) {
    disk_lock(disk);
    // Those that are used up make room.
    size_t kept = 0;
    for (size_t i = 0; i < disk->fault_count; i++) {
        if (disk->faults[i].times == 0) free(disk->faults[i].suffix);
        else disk->faults[kept++] = disk->faults[i];
    }
    disk->fault_count = kept;
    bool has_room = kept < FAULTS_MAX;
    if (has_room) disk->faults[disk->fault_count++] = (fault){operations, per_million, error, skip, times, suffix ? strdup(suffix) : NULL};
    disk_unlock(disk);
    return has_room;
}

static void clear(sim_disk *disk) {
    while (disk->fault_count > 0) free(disk->faults[--disk->fault_count].suffix);
}

void sim_disk_clear_faults(sim_disk *disk) {
    disk_lock(disk);
    clear(disk);
    disk_unlock(disk);
}

void sim_disk_set_capacity(sim_disk *disk, uint64_t capacity_bytes) {
    disk_lock(disk);
    disk->capacity = capacity_bytes;
    disk_unlock(disk);
}

void sim_disk_set_read_only(sim_disk *disk, bool read_only) {
    disk_lock(disk);
    disk->is_read_only = read_only;
    disk_unlock(disk);
}

static int at_rest(sim_disk *disk, const char *name, inode **node) {
    char path[PATH_BYTES_MAX];
    *node = folder_find(&disk->now, absolute(disk, name, path));
    if (!*node) return -ENOENT;
    // What a failed sync forgot is found out here: the medium's contents count.
    inode_settle(disk, *node);
    if ((*node)->is_diverged) {
        bytes_set(&(*node)->now, (*node)->durable.data, (*node)->durable.size);
        (*node)->is_diverged = false;
        inode_clear(disk, *node);
    }
    disk->counters.faults_injected++;
    return 0;
}

int sim_disk_damage(sim_disk *disk, const char *name, uint64_t offset, uint8_t xor_mask) {
    disk_lock(disk);
    inode *node;
    int result = at_rest(disk, name, &node);
    if (result == 0 && offset >= node->now.size) result = -EINVAL;
    if (result == 0) {
        node->now.data[offset] ^= xor_mask;
        node->durable.data[offset] ^= xor_mask;
    }
    disk_unlock(disk);
    return result;
}

int sim_disk_cut(sim_disk *disk, const char *name, uint64_t length) {
    disk_lock(disk);
    inode *node;
    int result = at_rest(disk, name, &node);
    if (result == 0 && length > node->now.size) result = -EINVAL;
    if (result == 0) {
        bytes_resize(&node->now, length);
        bytes_resize(&node->durable, length);
    }
    disk_unlock(disk);
    return result;
}
