// A disk that loses power and fails on order, under SQLite: every byte that was written since the
// last sync of its file may be there, be missing, or be garbage after a cut. While one lives it is
// the default VFS of the process; files are real ones, so that everything else is as always.
#pragma once

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <new>
#include <random>
#include <string>

#include "base/check.h"

namespace ledger {

class FailingDisk {
 public:
  enum class Fault { io_error, disk_full, short_write, sync_failure };

  FailingDisk() {
    CHECK(only() == nullptr);
    only() = this;
    real_ = sqlite3_vfs_find(nullptr);
    CHECK(real_ != nullptr);
    vfs_ = *real_;
    vfs_.zName = "failing_disk";
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    CHECK(sqlite3_vfs_register(&vfs_, /*makeDflt=*/1) == SQLITE_OK);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;
  ~FailingDisk() {
    sqlite3_vfs_unregister(&vfs_);
    only() = nullptr;
  }

  /// A disk that says yes to every sync and does nothing.
  void ignore_syncs() { ignores_syncs_ = true; }
  /// The power fails at the `calls`-th write, sync, truncation or deletion from now; that write is
  /// done in part, everything later fails.
  void cut_after(std::int64_t calls) { calls_left_ = calls; }
  /// The same call fails once; the disk works on.
  void fail_after(std::int64_t calls, Fault fault) {
    fault_ = fault;
    fault_left_ = calls;
  }
  [[nodiscard]] bool is_cut() const { return is_cut_; }
  [[nodiscard]] bool has_failed() const { return has_failed_; }

  /// What is left on the platters; the disk works again. Requires: all files are closed.
  void come_back(std::mt19937_64& random) {
    const std::lock_guard lock(mutex_);
    for (auto& [path, state] : files_) settle(path, state, random);
    files_.clear();
    calls_left_ = fault_left_ = -1;
    is_cut_ = has_failed_ = false;
  }

 private:
  static constexpr std::int64_t kSector = 512;
  // Of a sector since its last sync: what stood in it, and which bytes were written.
  struct Dirty {
    std::array<char, kSector> before{};
    std::bitset<kSector> written;
  };
  struct FileState {
    std::map<std::int64_t, Dirty> sectors;
    std::int64_t durable_size = 0;
  };
  struct File {
    sqlite3_file base;
    FailingDisk* disk;
    const std::string* path;  // a key of files_; nullptr: not watched
  };

  static FailingDisk*& only() {
    static FailingDisk* disk = nullptr;
    return disk;
  }
  static sqlite3_file* real_of(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1);
  }

  // --- what happens to a call ---

  // SQLITE_OK: go on. Counts down to the cut and to the fault.
  int before_call(int failure) {
    if (is_cut_) return failure;
    if (calls_left_ >= 0 && calls_left_-- == 0) {
      is_cut_ = true;
      return failure;
    }
    if (fault_left_ >= 0 && fault_left_-- == 0) {
      has_failed_ = true;
      return fault_ == Fault::disk_full ? SQLITE_FULL : failure;
    }
    return SQLITE_OK;
  }

  void note_write(sqlite3_file* file, std::int64_t at, std::int64_t size) {
    FileState& state = files_.at(*reinterpret_cast<File*>(file)->path);
    for (std::int64_t sector = at / kSector; sector * kSector < at + size; ++sector) {
      auto [place, is_new] = state.sectors.try_emplace(sector);
      if (is_new)  // a read beyond the end fills with zeros
        (void)real_of(file)->pMethods->xRead(real_of(file), place->second.before.data(), kSector,
                                             sector * kSector);
      const std::int64_t first = std::max(at, sector * kSector);
      const std::int64_t end = std::min(at + size, (sector + 1) * kSector);
      for (std::int64_t byte = first; byte < end; ++byte)
        place->second.written.set(static_cast<std::size_t>(byte % kSector));
    }
  }

  static int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    FailingDisk& disk = *reinterpret_cast<File*>(file)->disk;
    if (reinterpret_cast<File*>(file)->path == nullptr)
      return real_of(file)->pMethods->xWrite(real_of(file), data, size, at);
    const std::lock_guard lock(disk.mutex_);
    const bool was_cut = disk.is_cut_;
    const int code = disk.before_call(SQLITE_IOERR_WRITE);
    int done = size;
    if (code != SQLITE_OK) {
      const bool is_partial = !was_cut && (disk.is_cut_ || disk.fault_ == Fault::short_write);
      done = is_partial ? static_cast<int>(disk.random_() % static_cast<unsigned>(size + 1)) : 0;
    }
    if (done > 0) {
      disk.note_write(file, at, done);
      const int written = real_of(file)->pMethods->xWrite(real_of(file), data, done, at);
      if (written != SQLITE_OK) return written;
    }
    return code;
  }
  static int sync(sqlite3_file* file, int) {
    FailingDisk& disk = *reinterpret_cast<File*>(file)->disk;
    const std::lock_guard lock(disk.mutex_);
    const int code = disk.before_call(SQLITE_IOERR_FSYNC);
    const std::string* path = reinterpret_cast<File*>(file)->path;
    if (code != SQLITE_OK || disk.ignores_syncs_ || path == nullptr) return code;
    FileState& state = disk.files_.at(*path);
    state.sectors.clear();
    sqlite3_int64 size = 0;
    (void)real_of(file)->pMethods->xFileSize(real_of(file), &size);
    state.durable_size = size;
    return SQLITE_OK;
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    FailingDisk& disk = *reinterpret_cast<File*>(file)->disk;
    const std::lock_guard lock(disk.mutex_);
    if (const int code = disk.before_call(SQLITE_IOERR_TRUNCATE); code != SQLITE_OK) return code;
    sqlite3_int64 old_size = 0;
    (void)real_of(file)->pMethods->xFileSize(real_of(file), &old_size);
    if (reinterpret_cast<File*>(file)->path != nullptr && old_size > size)
      disk.note_write(file, size, old_size - size);
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
  }
  static int remove(sqlite3_vfs*, const char* name, int sync_folder) {
    FailingDisk& disk = *only();
    const std::lock_guard lock(disk.mutex_);
    if (const int code = disk.before_call(SQLITE_IOERR_DELETE); code != SQLITE_OK) return code;
    // The path stays a key: an open file may still point to it.
    if (const auto found = disk.files_.find(name); found != disk.files_.end()) found->second = {};
    return disk.real_->xDelete(disk.real_, name, sync_folder);
  }

  // --- what is left after a cut ---

  void settle(const std::string& path, FileState& state, std::mt19937_64& random) {
    if (path.ends_with("-shm")) std::filesystem::remove(path);
    if (!std::filesystem::exists(path)) return;
    std::FILE* file = std::fopen(path.c_str(), "r+b");
    CHECK(file != nullptr);
    const auto mood = random() % 4;  // 0: all lost · 1: all there · else each by itself
    for (const auto& [sector, dirty] : state.sectors) {
      const auto fate = mood == 0 ? 0 : mood == 1 ? 1 : random() % 3;
      if (fate == 1) continue;
      std::array<char, kSector> now{};
      std::fseek(file, sector * kSector, SEEK_SET);
      const std::size_t size = std::fread(now.data(), 1, kSector, file);
      for (std::size_t i = 0; i < size; ++i)
        if (dirty.written[i]) now[i] = fate == 0 ? dirty.before[i] : static_cast<char>(random());
      std::fseek(file, sector * kSector, SEEK_SET);
      CHECK(std::fwrite(now.data(), 1, size, file) == size);
    }
    std::fclose(file);
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    if (size > state.durable_size && (mood == 0 || random() % 3 == 0))
      std::filesystem::resize_file(path, static_cast<std::uintmax_t>(state.durable_size));
  }

  // --- the rest passes through ---

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    FailingDisk& disk = *only();
    auto* own = new (file) File{};
    own->disk = &disk;
    sqlite3_file* real = real_of(file);
    const int code = disk.real_->xOpen(disk.real_, name, real, flags, out);
    if (real->pMethods == nullptr) return code;
    own->base.pMethods = &methods();
    if (name == nullptr || (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0) return code;
    const std::lock_guard lock(disk.mutex_);
    const auto [place, is_new] = disk.files_.try_emplace(name);
    own->path = &place->first;
    sqlite3_int64 size = 0;
    if (is_new && real->pMethods->xFileSize(real, &size) == SQLITE_OK)
      place->second.durable_size = size;
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) disk.files_.try_emplace(std::string(name) + "-shm");
    return code;
  }
  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods table = [] {
      sqlite3_io_methods m{};
      m.iVersion = 2;
      m.xClose = [](sqlite3_file* f) { return real_of(f)->pMethods->xClose(real_of(f)); };
      m.xRead = [](sqlite3_file* f, void* data, int size, sqlite3_int64 at) {
        return real_of(f)->pMethods->xRead(real_of(f), data, size, at);
      };
      m.xWrite = write;
      m.xTruncate = truncate;
      m.xSync = sync;
      m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
        return real_of(f)->pMethods->xFileSize(real_of(f), size);
      };
      m.xLock = [](sqlite3_file* f, int kind) {
        return real_of(f)->pMethods->xLock(real_of(f), kind);
      };
      m.xUnlock = [](sqlite3_file* f, int kind) {
        return real_of(f)->pMethods->xUnlock(real_of(f), kind);
      };
      m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
        return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
      };
      m.xFileControl = [](sqlite3_file* f, int verb, void* argument) {
        return real_of(f)->pMethods->xFileControl(real_of(f), verb, argument);
      };
      m.xSectorSize = [](sqlite3_file*) { return static_cast<int>(kSector); };
      m.xDeviceCharacteristics = [](sqlite3_file* f) {
        return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
      };
      m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
      };
      m.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
        return real_of(f)->pMethods->xShmLock(real_of(f), offset, count, flags);
      };
      m.xShmBarrier = [](sqlite3_file* f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); };
      m.xShmUnmap = [](sqlite3_file* f, int erase) {
        return real_of(f)->pMethods->xShmUnmap(real_of(f), erase);
      };
      return m;
    }();
    return table;
  }

  sqlite3_vfs vfs_{};
  sqlite3_vfs* real_ = nullptr;
  std::mutex mutex_;
  std::map<std::string, FileState> files_;
  std::mt19937_64 random_{1};
  std::atomic<bool> is_cut_ = false;
  std::atomic<bool> has_failed_ = false;
  bool ignores_syncs_ = false;
  std::int64_t calls_left_ = -1;
  std::int64_t fault_left_ = -1;
  Fault fault_ = Fault::io_error;
};

}  // namespace ledger
