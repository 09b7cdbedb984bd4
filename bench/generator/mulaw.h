#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Two codes stand for a sample of 0; an encoder gives only the second, so the first cannot be checked. */
enum { MULAW_NEGATIVE_ZERO = 0x7f, MULAW_ZERO = 0xff };

/** Fills the tables; to be called once before anything else here. */
void mulaw_init(void);

/** G.711 mu-law to s16le: writes 2 * n bytes. */
void mulaw_to_samples(const uint8_t *codes, size_t n, uint8_t *bytes);

/** S16le to the n codes that stand for exactly these samples; false when one stands for none. */
bool mulaw_from_samples(const uint8_t *bytes, size_t n, uint8_t *codes);
