#pragma once
#include "histogram.h"
#include "options.h"

/** The listener of the agent's end. */
extern int agent_listener;

/** Handles what has happened; waits up to this many milliseconds for the first of it. Returns how much it was. */
int pump(int milliseconds);

/** Handles what happens during this many seconds. */
void pump_for(double seconds);

/** Connects all calls, a few at a time, and waits until both legs of each are open. */
void connect_calls(uint16_t port);

/** Sends at all turns until `ends` (monotonic_now() time); `on_measure` is called once, when it is `measures`. */
void send_until(uint64_t measures, uint64_t ends, int burst, uint64_t *random, void (*on_measure)(void));

/** Waits until every frame has arrived, or nothing has come for a second. */
void drain(void);

/** How late turns were taken in the measured time. */
extern Histogram lateness;
