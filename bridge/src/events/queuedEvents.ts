/**
 * Counts undelivered events, and says when there is no room for more: those of one host may take half of it at most, so that one n8n that
 * takes nothing does not cost the others their events.
 */
export class QueuedEvents {
	/** Of all hosts. */
	count = 0;
	private readonly byHost = new Map<string, number>();

	/** @param limit how many there may be */
	constructor(private readonly limit: number) {}

	/** Whether there is room for one more. @param host origin of where the event goes */
	hasRoom(host: string): boolean {
		if (this.count >= this.limit) return false;
		return (this.byHost.get(host) ?? 0) < Math.max(1, Math.floor(this.limit / 2));
	}

	/** There are so many more, or less when it is negative. @param host undefined where nobody knows it: they count for none */
	add(host: string | undefined, events: number): void {
		this.count += events;
		if (host === undefined) return;
		const ofHost = (this.byHost.get(host) ?? 0) + events;
		if (ofHost === 0) this.byHost.delete(host);
		else this.byHost.set(host, ofHost);
	}
}
