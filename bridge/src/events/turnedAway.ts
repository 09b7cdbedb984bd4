/** Every event that waits is tried again long before this (ms): what is not heard of for so long has come to nothing some other way. */
const REMEMBERED_MS = 3_600_000;

interface Answer {
	status: string | number;
	at: number;
}

/** Webhooks that turned the last event away, with the status they said: somebody has to look after that. */
export class TurnedAway {
	private readonly answers = new Map<string, Answer>();

	/** A webhook has turned an event away. */
	add(eventsUrl: string, status: string | number): void {
		// The latest is the last.
		this.answers.delete(eventsUrl);
		this.answers.set(eventsUrl, { status, at: performance.now() });
	}

	/** It did not this time, or there is nothing left for it. */
	remove(eventsUrl: string): void {
		this.answers.delete(eventsUrl);
	}

	/** What there is to look after: one sentence. */
	get problem(): string | undefined {
		const latest = [...this.answers.values()].at(-1);
		if (!latest) return undefined;
		if (performance.now() - latest.at > REMEMBERED_MS) {
			this.answers.clear();
			return undefined;
		}
		return (
			`Events wait because n8n, or a proxy before it, turns them away (${latest.status}): ` +
			'compare BRIDGE_SHARED_SECRET with the credential in n8n, the clocks of both machines, and the login of the proxy.'
		);
	}
}
