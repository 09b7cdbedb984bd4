/** What an entry of the lab's log is about. Other words are allowed; these are the ones tests ask for. */
export type LabLogKind =
	/** A field or attribute the real service would silently drop. */
	| 'unknown-field'
	/** A request the lab answered with an error, as the real service would. */
	| 'refused'
	/** Something the real service drops without telling anybody. */
	| 'dropped'
	/** Valid at the real service, but without effect in the lab. */
	| 'not-simulated'
	| 'request'
	| 'callback'
	| 'stream'
	| 'call'
	| 'message'
	| (string & {});

export interface LabLogEntry {
	/** Milliseconds since the epoch. */
	at: number;
	side: 'plivo' | 'ultravox';
	kind: LabLogKind;
	/** One sentence without secrets, tokens or join URLs. */
	summary: string;
	detail?: unknown;
}

/** Oldest entries go first: a lab that stays up for days must not grow for days. */
const MAXIMUM_ENTRIES = 20_000;

/** What both halves of the lab noticed, in order. Tests assert on it; the start command prints it. */
export class LabLog {
	readonly entries: LabLogEntry[] = [];
	private readonly listeners = new Set<(entry: LabLogEntry) => void>();

	/** Adds an entry, stamped with the present time unless it brings its own. */
	add(entry: Omit<LabLogEntry, 'at'> & { at?: number }): LabLogEntry {
		const stamped: LabLogEntry = { ...entry, at: entry.at ?? Date.now() };
		this.entries.push(stamped);
		if (this.entries.length > MAXIMUM_ENTRIES) {
			this.entries.splice(0, this.entries.length - MAXIMUM_ENTRIES);
		}
		for (const listener of this.listeners) listener(stamped);
		return stamped;
	}

	/** The first entry that matches, or undefined. */
	find(predicate: (entry: LabLogEntry) => boolean): LabLogEntry | undefined {
		return this.entries.find(predicate);
	}

	/** All entries that match, oldest first. */
	filter(predicate: (entry: LabLogEntry) => boolean): LabLogEntry[] {
		return this.entries.filter(predicate);
	}

	/** Calls the listener for every later entry; the returned function stops that. */
	on(listener: (entry: LabLogEntry) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
