import { followConversation } from '../conversation';
import type { Lab } from '../lab';
import type { LabLogEntry } from '../labLog';

/** One line of the page's log. */
export interface PageEvent {
	/** Milliseconds since the epoch. */
	at: number;
	/** `agent` and `caller` for what was said, else the kind of the log entry. */
	kind: string;
	/** Who said it, or which side of the lab noticed it. */
	from: string;
	text: string;
}

const MOST_KEPT = 500;

/** The lab's log together with what is said in its calls, for anybody who listens now or later. */
export class PageEvents {
	private readonly kept: PageEvent[] = [];
	private readonly listeners = new Set<(event: PageEvent) => void>();
	private readonly followed = new Map<string, () => void>();
	private readonly stopLog: () => void;

	constructor(private readonly lab: Lab) {
		for (const entry of lab.log.entries) this.take(entry);
		this.stopLog = lab.log.on((entry) => this.take(entry));
	}

	/** Tells the listener of everything kept and everything to come; the returned function stops that. */
	listen(listener: (event: PageEvent) => void): () => void {
		for (const event of this.kept) listener(event);
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	close(): void {
		this.stopLog();
		for (const stop of this.followed.values()) stop();
		this.listeners.clear();
	}

	private take(entry: LabLogEntry): void {
		const from = entry.side === 'plivo' ? 'Plivo' : 'Ultravox';
		this.publish({ at: entry.at, kind: entry.kind, from, text: entry.summary });
		this.followNewCalls();
	}

	private publish(event: PageEvent): void {
		this.kept.push(event);
		if (this.kept.length > MOST_KEPT) this.kept.shift();
		for (const listener of this.listeners) listener(event);
	}

	private followNewCalls(): void {
		for (const call of this.lab.plivo.calls.all()) {
			if (this.followed.has(call.uuid)) continue;
			const stop = followConversation(
				call,
				() => this.lab.ultravox.calls.values(),
				({ who, text, complete }) =>
					this.publish({
						at: Date.now(),
						kind: who,
						from: who === 'agent' ? 'Agent' : 'Caller',
						text: complete ? text : `${text} ...`,
					}),
			);
			this.followed.set(call.uuid, stop);
			call.ended.addEventListener('abort', stop, { once: true });
		}
	}
}
