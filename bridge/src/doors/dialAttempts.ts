import { createHash } from 'node:crypto';

/**
 * Remembers which call of Plivo's an answer token belongs to: the first that asked with it. Plivo may ask again, anybody else may not.
 * Bounded: the tokens not seen for longest are forgotten first.
 */
export class DialAttempts {
	private readonly calls = new Map<string, string>();

	/** @param remembered tokens that are remembered */
	constructor(private readonly remembered: number) {}

	/** Whether the token is this call's, which it becomes when it was nobody's yet. */
	claim(token: string, callUuid: string): boolean {
		const name = createHash('sha256').update(token).digest('base64');
		const owner = this.calls.get(name) ?? callUuid;
		this.calls.delete(name);
		this.calls.set(name, owner);
		if (this.calls.size > this.remembered) {
			const oldest = this.calls.keys().next();
			if (!oldest.done) this.calls.delete(oldest.value);
		}
		return owner === callUuid;
	}
}
