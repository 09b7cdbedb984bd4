/** One thing a person does in a call. Steps are done in order, from the moment the call is answered. */
export type PersonStep =
	/** Says a text and goes on when it has been said. */
	| { say: string }
	/** Waits for something said that has not been waited for before; `true` is anything. */
	| { waitForUtterance: RegExp | true; timeoutMs?: number }
	/** Waits until the other side has been silent for so long (true: 500 ms). */
	| { waitForQuiet: true | number; timeoutMs?: number }
	| { press: string }
	| { pauseMs: number }
	/** The tone of an answering machine. */
	| { beep: true }
	/** Barge-in: says a text as soon as what the other side is saying matches, without waiting for its end. */
	| { interruptWhen: RegExp; say: string; timeoutMs?: number }
	| { hangUp: true };

export type PersonScript = readonly PersonStep[];

/** How long a step waits before the person gives up and goes on with the next one. */
export const DEFAULT_STEP_TIMEOUT_MS = 30_000;

/** After the last step the person stays on the line at most this long. */
export const DEFAULT_STAY_MS = 60_000;
