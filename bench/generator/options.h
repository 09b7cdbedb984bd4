#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { MOST_PROCESSES = 64 };

/** What one run is to be; durations in seconds. */
typedef struct {
	uint32_t calls;
	/** From the first frame to the beginning of what is measured, and its length. */
	double warm, seconds;
	/** Frames that the agent sends at once: 1 each 20 ms, 5 each 100 ms. */
	int burst;
	bool opaque, mulaw;
	/** Files of the agent's TLS certificate and key; NULL for plain sockets. */
	const char *certificate, *key;
	uint64_t seed;
} Options;

/** What the bridge under test is; read from stdin. */
typedef struct {
	uint16_t port;
	int processes;
	pid_t pids[MOST_PROCESSES];
	/** The process that ends TLS for the agents; 0 when there is none. */
	pid_t front;
} Subject;

/** Reads the command line; ends the program when it cannot be used. */
Options read_options(int count, char **arguments);

/**
 * Reads stdin: a line `<port> <pid>[,<pid>...] <pid of the TLS front or 0>`, then for each call a line `<path> <call uuid>`.
 * Waits until all of it is there.
 */
Subject read_subject(void);
