#pragma once
#include <stdint.h>
#include <sys/types.h>

/** What Linux tells about processes and the machine. */

/** CPU time of all threads of a process that live, in nanoseconds. */
uint64_t process_cpu(pid_t pid);
/** Resident memory in kilobytes. */
long process_memory(pid_t pid);
/** Connections to a port that a process has accepted. */
long process_connections(pid_t pid, uint16_t port);

/** CPU time of this process, in nanoseconds. */
uint64_t own_cpu(void);

/** CPU time of everything on the machine, and what the hypervisor gave to others meanwhile, in nanoseconds. */
typedef struct {
	uint64_t busy, stolen;
} MachineCpu;

MachineCpu machine_cpu(void);
