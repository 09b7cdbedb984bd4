#pragma once
#include <stddef.h>
#include <stdint.h>

/** Fills the tables; to be called once before anything else here. */
void base64_init(void);

/** Characters that `bytes` bytes become, padding included. */
size_t base64_length(size_t bytes);

/** Writes base64_length(n) characters, without a terminating zero. */
void base64_encode(const uint8_t *bytes, size_t n, char *text);

/** Bytes written, or -1 when the text is not canonical, padded base64. */
long base64_decode(const char *text, size_t n, uint8_t *bytes);
