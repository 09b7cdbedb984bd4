#pragma once
#include "tls.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Call;

typedef enum { CALLER, AGENT } Role;

/** One TCP connection, non-blocking, with TLS or without. */
typedef struct Link {
	int fd;
	Role role;
	/** NULL until an agent's connection has said which call it is for. */
	struct Call *call;
	Tls *tls;
	/** The handshake is done: what comes now are frames. */
	bool open;
	bool closed;
	/** Bytes of a frame that is not complete. */
	uint8_t *rest;
	size_t rest_length, rest_capacity;
	/** Bytes that the kernel has not taken. */
	uint8_t *waiting;
	size_t waiting_length, waiting_capacity;
} Link;

/** The epoll instance that all connections belong to; made by link_init. */
extern int link_epoll;
void link_init(void);

/** Listens on any free port of the loopback interface; `*port` is that port. */
int link_listen(uint16_t *port);

/** The next connection of a listener, or NULL. */
Link *link_accept(int listener, bool with_tls);

/** Connects to a port of the loopback interface; NULL when it refuses. */
Link *link_dial(uint16_t port);

/**
 * Reads what is there once, behind the rest of the last read.
 * @param stamp when the kernel got it, in wall_now() time
 * @return bytes in `*bytes`, rest included; 0 when nothing is there; -1 when the connection is gone
 */
long link_read(Link *link, uint8_t **bytes, uint64_t *stamp);

/** Keeps the end of what link_read gave for the next one. */
void link_keep(Link *link, const uint8_t *bytes, size_t n);

/** Sends; what the kernel does not take waits. False when the other side takes so little that this was dropped. */
bool link_send(Link *link, const uint8_t *bytes, size_t n);

/** The kernel takes bytes again. */
void link_flush(Link *link);

void link_close(Link *link);
