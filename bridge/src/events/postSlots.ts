/** Told true when it is somebody's turn; false when the turn was given up. */
type OnTurn = (granted: boolean) => void;

interface Host {
	active: number;
	waiting: Set<OnTurn>;
}

/**
 * Who may POST now: `limit` at the same time, and to one host half of them at most, so that a host that takes its time holds up no
 * other. Hosts take turns; those who wait for the same host come in the order in which they asked.
 */
export class PostSlots {
	private active = 0;
	private readonly perHost: number;
	/** In the order of their turns. */
	private readonly hosts = new Map<string, Host>();

	constructor(private readonly limit: number) {
		this.perHost = Math.max(1, Math.floor(limit / 2));
	}

	/**
	 * Asks for a turn, which may come at once. Who has been told true must call {@link leave}.
	 * @returns gives the turn up, as long as it has not come
	 */
	enter(host: string, onTurn: OnTurn): () => void {
		const entry = this.hosts.get(host) ?? { active: 0, waiting: new Set() };
		this.hosts.set(host, entry);
		entry.waiting.add(onTurn);
		this.serve();
		return () => {
			if (!entry.waiting.delete(onTurn)) return;
			this.forgetIdle(host, entry);
			onTurn(false);
		};
	}

	/** A turn is over. */
	leave(host: string): void {
		const entry = this.hosts.get(host);
		if (!entry) return;
		entry.active -= 1;
		this.active -= 1;
		this.forgetIdle(host, entry);
		this.serve();
	}

	private serve(): void {
		while (this.active < this.limit) {
			const next = this.nextHost();
			if (!next) return;
			const [host, entry] = next;
			const [onTurn] = entry.waiting;
			if (!onTurn) return;
			entry.waiting.delete(onTurn);
			entry.active += 1;
			this.active += 1;
			// To the end of the line of hosts.
			this.hosts.delete(host);
			this.hosts.set(host, entry);
			onTurn(true);
		}
	}

	private nextHost(): [string, Host] | undefined {
		for (const found of this.hosts) {
			if (found[1].waiting.size > 0 && found[1].active < this.perHost) return found;
		}
		return undefined;
	}

	private forgetIdle(host: string, entry: Host): void {
		if (entry.active === 0 && entry.waiting.size === 0) this.hosts.delete(host);
	}
}
