#include "link.h"
#include "clock.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 18, LONGEST_REST = 1 << 20, MOST_WAITING = 1 << 20 };

int link_epoll = -1;
static uint8_t received[LONGEST_REST + READ_SIZE];
static uint8_t encrypted[READ_SIZE];

void link_init(void) {
	link_epoll = epoll_create1(0);
}

static void watch(Link *link, int operation, uint32_t events) {
	struct epoll_event event = {.events = events, .data.ptr = link};
	epoll_ctl(link_epoll, operation, link->fd, &event);
}

static Link *link_of(int fd, Role role) {
	int on = 1;
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
	Link *link = calloc(1, sizeof *link);
	link->fd = fd;
	link->role = role;
	watch(link, EPOLL_CTL_ADD, EPOLLIN);
	return link;
}

static struct sockaddr_in loopback(uint16_t port) {
	return (struct sockaddr_in){
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
}

int link_listen(uint16_t *port) {
	struct sockaddr_in address = loopback(0);
	socklen_t size = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(fd, (struct sockaddr *)&address, size) || listen(fd, 4096)) return -1;
	getsockname(fd, (struct sockaddr *)&address, &size);
	*port = ntohs(address.sin_port);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
	epoll_ctl(link_epoll, EPOLL_CTL_ADD, fd, &event);
	return fd;
}

Link *link_accept(int listener, bool with_tls) {
	int fd = accept(listener, NULL, NULL);
	if (fd < 0) return NULL;
	Link *link = link_of(fd, AGENT);
	if (with_tls) link->tls = tls_open();
	return link;
}

Link *link_dial(uint16_t port) {
	struct sockaddr_in address = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(fd, (struct sockaddr *)&address, sizeof address)) {
		close(fd);
		return NULL;
	}
	return link_of(fd, CALLER);
}

/** The kernel's stamp is from before our own waiting; without one it is now. */
static uint64_t stamp_of(struct msghdr *header) {
	for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
		struct timespec t;
		memcpy(&t, CMSG_DATA(c), sizeof t);
		return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
	}
	return wall_now();
}

static long receive(Link *link, uint8_t *into, uint64_t *stamp) {
	char control[256];
	struct iovec part = {into, READ_SIZE};
	struct msghdr header = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof control,
	};
	long n = recvmsg(link->fd, &header, 0);
	if (n > 0) *stamp = stamp_of(&header);
	return n > 0 ? n : n < 0 && errno == EAGAIN ? 0 : -1;
}

static void send_raw(Link *link, const uint8_t *bytes, size_t n);

static void send_encrypted(Link *link) {
	static uint8_t out[1 << 16];
	for (size_t n; (n = tls_take(link->tls, out, sizeof out)) > 0;) send_raw(link, out, n);
}

static long decrypt(Link *link, uint8_t *into, uint64_t *stamp) {
	long n = receive(link, encrypted, stamp);
	if (n <= 0) return n;
	tls_feed(link->tls, encrypted, (size_t)n);
	long total = 0;
	for (;;) {
		n = tls_read(link->tls, into + total, (size_t)(READ_SIZE - total));
		if (n <= 0) break;
		total += n;
	}
	send_encrypted(link);
	return n < 0 && total == 0 ? -1 : total;
}

long link_read(Link *link, uint8_t **bytes, uint64_t *stamp) {
	uint8_t *into = received + link->rest_length;
	long n = link->tls ? decrypt(link, into, stamp) : receive(link, into, stamp);
	if (n <= 0) return n;
	if (link->rest_length > 0) memcpy(received, link->rest, link->rest_length);
	*bytes = received;
	return (long)link->rest_length + n;
}

/** Makes room for `wanted` bytes. */
static void grow(uint8_t **bytes, size_t *capacity, size_t wanted) {
	if (wanted <= *capacity) return;
	*capacity = wanted + 4096;
	*bytes = realloc(*bytes, *capacity);
}

void link_keep(Link *link, const uint8_t *bytes, size_t n) {
	if (n > LONGEST_REST) n = LONGEST_REST;
	grow(&link->rest, &link->rest_capacity, n);
	if (n > 0) memcpy(link->rest, bytes, n);
	link->rest_length = n;
}

static void send_raw(Link *link, const uint8_t *bytes, size_t n) {
	long sent = 0;
	if (link->waiting_length == 0) {
		sent = send(link->fd, bytes, n, MSG_NOSIGNAL);
		if (sent < 0) sent = 0;
		if ((size_t)sent == n) return;
		watch(link, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
	}
	n -= (size_t)sent;
	grow(&link->waiting, &link->waiting_capacity, link->waiting_length + n);
	memcpy(link->waiting + link->waiting_length, bytes + sent, n);
	link->waiting_length += n;
}

bool link_send(Link *link, const uint8_t *bytes, size_t n) {
	if (link->closed || link->waiting_length > MOST_WAITING) return false;
	if (!link->tls) {
		send_raw(link, bytes, n);
		return true;
	}
	if (!tls_write(link->tls, bytes, n)) return false;
	send_encrypted(link);
	return true;
}

void link_flush(Link *link) {
	if (link->closed || link->waiting_length == 0) return;
	long sent = send(link->fd, link->waiting, link->waiting_length, MSG_NOSIGNAL);
	if (sent <= 0) return;
	link->waiting_length -= (size_t)sent;
	memmove(link->waiting, link->waiting + sent, link->waiting_length);
	if (link->waiting_length == 0) watch(link, EPOLL_CTL_MOD, EPOLLIN);
}

void link_close(Link *link) {
	if (link->closed) return;
	link->closed = true;
	epoll_ctl(link_epoll, EPOLL_CTL_DEL, link->fd, NULL);
	close(link->fd);
}
