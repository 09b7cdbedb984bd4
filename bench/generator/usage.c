#include "usage.h"
#include <dirent.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

uint64_t process_cpu(pid_t pid) {
	char path[320];
	snprintf(path, sizeof path, "/proc/%d/task", pid);
	DIR *threads = opendir(path);
	uint64_t total = 0;
	for (struct dirent *thread; threads && (thread = readdir(threads));) {
		if (thread->d_name[0] == '.') continue;
		snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, thread->d_name);
		FILE *file = fopen(path, "r");
		uint64_t nanoseconds;
		if (file && fscanf(file, "%" SCNu64, &nanoseconds) == 1) total += nanoseconds;
		if (file) fclose(file);
	}
	if (threads) closedir(threads);
	return total;
}

long process_memory(pid_t pid) {
	char path[64], line[256];
	snprintf(path, sizeof path, "/proc/%d/status", pid);
	FILE *file = fopen(path, "r");
	long kilobytes = 0;
	while (file && fgets(line, sizeof line, file)) {
		if (sscanf(line, "VmRSS: %ld", &kilobytes) == 1) break;
	}
	if (file) fclose(file);
	return kilobytes;
}

/** Inodes of the machine's established connections to a port; ends with 0, to be freed. */
static unsigned long *connections_to(uint16_t port) {
	size_t count = 0, capacity = 256;
	unsigned long *inodes = malloc(capacity * sizeof *inodes);
	FILE *file = fopen("/proc/net/tcp", "r");
	char line[256];
	while (file && fgets(line, sizeof line, file)) {
		unsigned local, state;
		unsigned long inode;
		const char *format = " %*d: %*x:%x %*x:%*x %x %*x:%*x %*x:%*x %*x %*u %*u %lu";
		if (sscanf(line, format, &local, &state, &inode) != 3) continue;
		if (local != port || state != 1 || inode == 0) continue;
		if (count + 1 == capacity) inodes = realloc(inodes, (capacity *= 2) * sizeof *inodes);
		inodes[count++] = inode;
	}
	if (file) fclose(file);
	inodes[count] = 0;
	return inodes;
}

static bool has(const unsigned long *inodes, unsigned long inode) {
	while (*inodes && *inodes != inode) inodes++;
	return *inodes != 0;
}

long process_connections(pid_t pid, uint16_t port) {
	char path[320], target[64];
	unsigned long *inodes = connections_to(port);
	snprintf(path, sizeof path, "/proc/%d/fd", pid);
	DIR *files = opendir(path);
	long connections = 0;
	for (struct dirent *file; files && (file = readdir(files));) {
		snprintf(path, sizeof path, "/proc/%d/fd/%s", pid, file->d_name);
		ssize_t n = readlink(path, target, sizeof target - 1);
		unsigned long inode;
		if (n <= 0) continue;
		target[n] = 0;
		if (sscanf(target, "socket:[%lu]", &inode) == 1 && has(inodes, inode)) connections++;
	}
	if (files) closedir(files);
	free(inodes);
	return connections;
}

uint64_t own_cpu(void) {
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	uint64_t seconds = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
	uint64_t microseconds = (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
	return seconds * 1000000000u + microseconds * 1000u;
}

MachineCpu machine_cpu(void) {
	uint64_t user = 0, nice = 0, system = 0, idle, wait, hard = 0, soft = 0, stolen = 0;
	FILE *file = fopen("/proc/stat", "r");
	if (file) {
		const char *format = "cpu %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
		                     " %" SCNu64 " %" SCNu64 " %" SCNu64;
		int n = fscanf(file, format, &user, &nice, &system, &idle, &wait, &hard, &soft, &stolen);
		if (n < 8) stolen = 0;
		fclose(file);
	}
	uint64_t tick = 1000000000u / (uint64_t)sysconf(_SC_CLK_TCK);
	return (MachineCpu){(user + nice + system + hard + soft) * tick, stolen * tick};
}
