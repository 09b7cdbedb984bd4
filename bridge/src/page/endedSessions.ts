/** Sessions are remembered up to this number; the one that was ended first is forgotten first. */
const MOST = 10_000;

/**
 * Sessions of the live page that somebody has logged out of before their time. Known to all processes of the bridge, until it is started
 * again.
 */
export class EndedSessions {
	/** Ends of their time, in milliseconds since the epoch. */
	private readonly ends = new Map<string, number>();
	private readonly watchers = new Map<string, Set<() => void>>();

	/** @param most sessions that are remembered */
	constructor(private readonly most: number = MOST) {}

	/** Who else is to know of a session that is logged out of here. */
	tell: (id: string, endsAt: number) => void = () => undefined;

	/** Those whose time would not be over yet. */
	*all(now: number = Date.now()): Iterable<[id: string, endsAt: number]> {
		for (const entry of this.ends) if (entry[1] > now) yield entry;
	}

	has(id: string): boolean {
		return this.ends.has(id);
	}

	/** Somebody logs out here. */
	end(id: string, endsAt: number): void {
		this.add(id, endsAt);
		this.tell(id, endsAt);
	}

	/** Takes note of a session that is over, and breaks off what was opened with it. */
	add(id: string, endsAt: number): void {
		this.ends.delete(id);
		this.ends.set(id, endsAt);
		for (const [other, time] of this.ends) {
			const isOver = time <= Date.now();
			if (!isOver && this.ends.size <= this.most) break;
			this.ends.delete(other);
		}
		for (const watcher of [...(this.watchers.get(id) ?? [])]) watcher();
	}

	/** Calls back when the session is logged out of. @returns ends the wait */
	watch(id: string, onEnd: () => void): () => void {
		const watchers = this.watchers.get(id) ?? new Set();
		this.watchers.set(id, watchers.add(onEnd));
		return () => {
			watchers.delete(onEnd);
			if (watchers.size === 0) this.watchers.delete(id);
		};
	}
}
