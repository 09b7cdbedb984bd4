/** Data messages that are on unless switched off, on a serverWebSocket (ultravox.md §8.3). */
const ON_BY_DEFAULT = new Set([
	'pong',
	'state',
	'transcript',
	'client_tool_invocation',
	'call_started',
	'playback_clear_buffer',
]);

const SWITCHED = new Set([
	...ON_BY_DEFAULT,
	'data_connection_tool_invocation',
	'debug',
	'call_event',
	'tool_used',
	'user_started_speaking',
	'user_stopped_speaking',
	'invoking_tool',
]);

/** Which data messages a client gets, from the medium's `dataMessages` and the join URL's query. */
export class EnabledDataMessages {
	readonly #switches = new Map<string, boolean>();

	/**
	 * @param flags camelCase, as in the call's medium
	 * @param additional comma list of message types from the join URL (§8.1)
	 */
	constructor(flags: Record<string, boolean> = {}, additional = '') {
		for (const [flag, on] of Object.entries(flags)) {
			this.#switches.set(
				flag.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
				on,
			);
		}
		for (const type of additional.split(',')) if (type !== '') this.#switches.set(type, true);
	}

	/** Types nobody can switch (such as the stray ones) always pass. */
	allows(type: string): boolean {
		return !SWITCHED.has(type) || (this.#switches.get(type) ?? ON_BY_DEFAULT.has(type));
	}
}
