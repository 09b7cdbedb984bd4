#pragma once
#include "options.h"

/** Remembers what the bridge's processes have before the first call. */
void report_before(const Subject *subject);
/** The measured time begins, ends. */
void report_begin(void);
void report_end(void);
/** Prints one line of JSON. */
void report_print(const Options *options);
