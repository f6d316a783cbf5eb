// Files with pread and pwrite: where faults, crashes and the page cache meet.

#include "disk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/// 0, or why the operation cannot even begin.
static int admit(sim_file *file, uint32_t operation) {
    if (!is_alive(file)) return -EIO;
    return disk_fault(file->disk, operation, file->name);
}

static int admit_change(sim_file *file, uint32_t operation) {
    int result = admit(file, operation);
    if (result < 0) return result;
    if (file->is_read_only) return -EBADF;
    return file->disk->is_read_only ? -EROFS : 0;
}

/// Whether the crash comes now, before the change is made; it may also come after it.
static bool ends_before(sim_disk *disk, bool is_last) {
    if (!is_last || generator_below(&disk->fates, 2) == 0) return false;
    disk_crash(disk, disk->crash_kind);
    return true;
}

static int ends_after(sim_disk *disk, bool is_last) {
    if (!is_last) return 0;
    disk_crash(disk, disk->crash_kind);
    return -EIO;
}

static sim_file *attach(sim_disk *disk, inode *node, const char *name, bool is_read_only) {
    sim_file *file = calloc(1, sizeof *file);
    if (!file) abort();
    file->disk = disk;
    file->generation = disk->generation;
    file->node = node;
    file->name = strdup(name);
    if (!file->name) abort();
    file->is_read_only = is_read_only;
    file->next = node->open;
    node->open = file;
    disk->references++;
    return file;
}

static int open_locked(sim_disk *disk, const char *path, int flags, sim_file **file) {
    if (!disk->is_running) return -EIO;
    int result = disk_fault(disk, SIM_OPEN, path);
    if (result < 0) return result;
    bool wants_writing = !(flags & SIM_READ_ONLY);
    if (!path[0]) {
        *file = attach(disk, inode_create(disk), "", false);
        return 0;
    }
    inode *node = folder_find(&disk->now, path);
    if (node && (flags & SIM_EXCLUSIVE)) return -EEXIST;
    if (disk->is_read_only && wants_writing) return node || (flags & SIM_CREATE) ? -EROFS : -ENOENT;
    if (!node) {
        if (!(flags & SIM_CREATE)) return -ENOENT;
        bool is_last = disk_is_last(disk);
        if (ends_before(disk, is_last)) return -EIO;
        node = inode_create(disk);
        disk->counters.creations++;
        disk_rename(disk, path, node, NULL);
        if (ends_after(disk, is_last) < 0) return -EIO;
    }
    *file = attach(disk, node, path, !wants_writing);
    return 0;
}

/// `name` is empty for a file that has no name.
int sim_file_open(sim_disk *disk, const char *name, int flags, sim_file **file) {
    char path[PATH_BYTES_MAX] = "";
    *file = NULL;
    if (strlen(disk->root) + strlen(name) >= sizeof path) return -ENAMETOOLONG;
    if (name[0]) absolute(disk, name, path);
    disk_lock(disk);
    int result = open_locked(disk, path, flags, file);
    disk_unlock(disk);
    return result;
}

int64_t sim_file_pread(sim_file *file, void *data, size_t size, uint64_t offset) {
    sim_disk *disk = file->disk;
    disk_lock(disk);
    int64_t result = admit(file, SIM_READ);
    if (result == 0) {
        const bytes *now = &file->node->now;
        if (offset < now->size) {
            result = (int64_t)(size < now->size - offset ? size : now->size - offset);
            memcpy(data, now->data + offset, (size_t)result);
        }
        disk->counters.reads++;
        disk->counters.bytes_read += (uint64_t)result;
    }
    disk_unlock(disk);
    return result;
}

static uint64_t used(sim_disk *disk) {
    for (size_t i = 0; i < disk->now.count; i++) disk->now.entries[i].node->is_marked = true;
    uint64_t sum = 0;
    for (inode *node = disk->inodes; node; node = node->next) {
        if (node->is_marked || node->open) sum += node->now.size;
        node->is_marked = false;
    }
    return sum;
}

/// How much of a write fits on the disk.
static size_t fitting(sim_disk *disk, const inode *node, size_t size, uint64_t offset) {
    if (disk->capacity == UINT64_MAX || offset + size <= node->now.size) return size;
    uint64_t others = used(disk) - node->now.size;
    uint64_t end_max = disk->capacity > others ? disk->capacity - others : 0;
    if (end_max < node->now.size) end_max = node->now.size;
    if (offset + size <= end_max) return size;
    return offset < end_max ? (size_t)(end_max - offset) : 0;
}

static int64_t write_locked(sim_file *file, const void *data, size_t size, uint64_t offset) {
    sim_disk *disk = file->disk;
    int64_t result = admit_change(file, SIM_WRITE);
    if (result < 0) {
        // The first sectors may have arrived.
        if (result == -EIO && is_alive(file) && size > 0) inode_write(disk, file->node, data, generator_below(&disk->chances, size), offset);
        return result;
    }
    size_t fits = fitting(disk, file->node, size, offset);
    if (fits < size) disk->counters.faults_injected++;
    if (fits == 0 && size > 0) return -ENOSPC;
    bool is_last = disk_is_last(disk);
    if (ends_before(disk, is_last)) return -EIO;
    disk->counters.writes++;
    disk->counters.bytes_written += fits;
    inode_write(disk, file->node, data, fits, offset);
    return ends_after(disk, is_last) < 0 ? -EIO : (int64_t)fits;
}

int64_t sim_file_pwrite(sim_file *file, const void *data, size_t size, uint64_t offset) {
    disk_lock(file->disk);
    int64_t result = write_locked(file, data, size, offset);
    disk_unlock(file->disk);
    return result;
}

static int truncate_locked(sim_file *file, uint64_t size) {
    sim_disk *disk = file->disk;
    int result = admit_change(file, SIM_TRUNCATE);
    if (result < 0) return result;
    uint64_t old = file->node->now.size;
    if (size > old && fitting(disk, file->node, size - old, old) < size - old) return -ENOSPC;
    bool is_last = disk_is_last(disk);
    if (ends_before(disk, is_last)) return -EIO;
    disk->counters.truncations++;
    inode_truncate(disk, file->node, size);
    return ends_after(disk, is_last);
}

int sim_file_truncate(sim_file *file, uint64_t size) {
    disk_lock(file->disk);
    int result = truncate_locked(file, size);
    disk_unlock(file->disk);
    return result;
}

/// Whether the file system's journal has to be written for the file: an overwritten file needs none.
static bool is_in_journal(const sim_disk *disk, const inode *node) {
    if (node->now.size != node->durable.size) return true;
    for (size_t i = 0; i < node->change_count; i++) {
        if (node->changes[i].is_truncation) return true;
    }
    for (size_t i = 0; i < disk->renaming_count; i++) {
        if (disk->renamings[i].node == node) return true;
    }
    return false;
}

static int sync_locked(sim_file *file) {
    sim_disk *disk = file->disk;
    int result = admit(file, SIM_SYNC);
    if (result < 0) {
        if (is_alive(file)) inode_fail_sync(disk, file->node);
        return result;
    }
    bool is_last = disk_is_last(disk);
    if (ends_before(disk, is_last)) return -EIO;
    disk->counters.syncs++;
    bool takes_names = file->syncs_folder || (disk->options.journals_names && is_in_journal(disk, file->node));
    inode_settle(disk, file->node);
    if (takes_names) disk_sync_names(disk, file->name);
    file->syncs_folder = false;
    return ends_after(disk, is_last);
}

int sim_file_sync(sim_file *file) {
    disk_lock(file->disk);
    int result = sync_locked(file);
    disk_unlock(file->disk);
    return result;
}

int64_t sim_file_size(sim_file *file) {
    disk_lock(file->disk);
    int64_t result = is_alive(file) ? (int64_t)file->node->now.size : -EIO;
    disk_unlock(file->disk);
    return result;
}

void sim_file_close(sim_file *file) {
    sim_disk *disk = file->disk;
    disk_lock(disk);
    shm_release(file);
    if (is_alive(file)) {
        sim_file **link = &file->node->open;
        while (*link != file) link = &(*link)->next;
        *link = file->next;
        if (!file->node->open && folder_find(&disk->now, file->name) != file->node) disk_collect(disk);
    }
    disk_unlock(disk);
    free(file->name);
    free(file);
    disk_release(disk);
}

static int change_names(sim_disk *disk, uint32_t operation, const char *from, const char *to) {
    if (!disk->is_running) return -EIO;
    int result = disk_fault(disk, operation, from);
    if (result < 0) return result;
    if (disk->is_read_only) return -EROFS;
    inode *node = folder_find(&disk->now, from);
    if (!node) return -ENOENT;
    if (to && strcmp(from, to) == 0) return 0;
    bool is_last = disk_is_last(disk);
    if (ends_before(disk, is_last)) return -EIO;
    if (to) disk->counters.renames++;
    else disk->counters.deletions++;
    disk_rename(disk, to, to ? node : NULL, from);
    return ends_after(disk, is_last);
}

int sim_file_unlink(sim_disk *disk, const char *name) {
    char path[PATH_BYTES_MAX];
    disk_lock(disk);
    int result = change_names(disk, SIM_DELETE, absolute(disk, name, path), NULL);
    disk_unlock(disk);
    return result;
}

int sim_file_rename(sim_disk *disk, const char *from, const char *to) {
    char path[PATH_BYTES_MAX], target[PATH_BYTES_MAX];
    disk_lock(disk);
    int result = change_names(disk, SIM_RENAME, absolute(disk, from, path), absolute(disk, to, target));
    disk_unlock(disk);
    return result;
}

int sim_file_sync_folder(sim_disk *disk, const char *name) {
    char path[PATH_BYTES_MAX];
    absolute(disk, name, path);
    disk_lock(disk);
    int result = disk->is_running ? disk_fault(disk, SIM_SYNC, path) : -EIO;
    bool is_last = result == 0 && disk_is_last(disk);
    if (result == 0 && ends_before(disk, is_last)) result = -EIO;
    if (result == 0) {
        disk->counters.syncs++;
        disk_sync_names(disk, path);
        result = ends_after(disk, is_last);
    }
    disk_unlock(disk);
    return result;
}

uint64_t sim_disk_used(sim_disk *disk) {
    disk_lock(disk);
    uint64_t result = used(disk);
    disk_unlock(disk);
    return result;
}
