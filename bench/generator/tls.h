#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** TLS of the agent's end, inside the generator; only when it was compiled with OpenSSL. */

typedef struct Tls Tls;

/** Whether this program was compiled with it. */
bool tls_available(void);

/** Reads the certificate and its key (PEM); false when that does not work. */
bool tls_init(const char *certificate, const char *key);

Tls *tls_open(void);

/** Takes bytes from the network. */
void tls_feed(Tls *tls, const uint8_t *bytes, size_t n);

/** Bytes that arrived for us; 0 when there are no more; -1 when the connection is broken. */
long tls_read(Tls *tls, uint8_t *bytes, size_t capacity);

/** Encrypts; false when the connection is broken. */
bool tls_write(Tls *tls, const uint8_t *bytes, size_t n);

/** Bytes for the network; 0 when there are no more. */
size_t tls_take(Tls *tls, uint8_t *bytes, size_t capacity);
