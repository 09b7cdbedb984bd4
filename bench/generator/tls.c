#include "tls.h"

#ifdef WITH_OPENSSL
#include <openssl/ssl.h>

struct Tls {
	SSL *ssl;
	BIO *in, *out;
};

static SSL_CTX *context;

bool tls_available(void) {
	return true;
}

bool tls_init(const char *certificate, const char *key) {
	context = SSL_CTX_new(TLS_server_method());
	return context && SSL_CTX_use_certificate_file(context, certificate, SSL_FILETYPE_PEM) == 1 &&
	       SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1;
}

Tls *tls_open(void) {
	Tls *tls = OPENSSL_malloc(sizeof *tls);
	*tls = (Tls){SSL_new(context), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem())};
	SSL_set_bio(tls->ssl, tls->in, tls->out);
	SSL_set_accept_state(tls->ssl);
	return tls;
}

void tls_feed(Tls *tls, const uint8_t *bytes, size_t n) {
	BIO_write(tls->in, bytes, (int)n);
}

long tls_read(Tls *tls, uint8_t *bytes, size_t capacity) {
	int n = SSL_read(tls->ssl, bytes, (int)capacity);
	if (n > 0) return n;
	return SSL_get_error(tls->ssl, n) == SSL_ERROR_WANT_READ ? 0 : -1;
}

bool tls_write(Tls *tls, const uint8_t *bytes, size_t n) {
	return SSL_write(tls->ssl, bytes, (int)n) == (int)n;
}

size_t tls_take(Tls *tls, uint8_t *bytes, size_t capacity) {
	if (BIO_ctrl_pending(tls->out) == 0) return 0;
	int n = BIO_read(tls->out, bytes, (int)capacity);
	return n > 0 ? (size_t)n : 0;
}

#else

bool tls_available(void) {
	return false;
}

bool tls_init(const char *certificate, const char *key) {
	return certificate == NULL && key == NULL;
}

Tls *tls_open(void) {
	return NULL;
}

void tls_feed(Tls *tls, const uint8_t *bytes, size_t n) {
	(void)tls, (void)bytes, (void)n;
}

long tls_read(Tls *tls, uint8_t *bytes, size_t capacity) {
	(void)tls, (void)bytes, (void)capacity;
	return -1;
}

bool tls_write(Tls *tls, const uint8_t *bytes, size_t n) {
	(void)tls, (void)bytes, (void)n;
	return false;
}

size_t tls_take(Tls *tls, uint8_t *bytes, size_t capacity) {
	(void)tls, (void)bytes, (void)capacity;
	return 0;
}

#endif
