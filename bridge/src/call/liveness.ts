/**
 * Finds half-open connections: every beat sends a WebSocket ping, and a peer from which nothing at all (pong, ping or
 * message) came since the last beat is dead. Audio counts, so a peer that never answers pings but talks stays.
 */
export class Liveness {
	private heard = true;

	/** Notes a sign of life. */
	note(): void {
		this.heard = true;
	}

	/** True while the peer lives; asks it for the next sign of life through `ping`. */
	beat(ping: () => void): boolean {
		if (!this.heard) return false;
		this.heard = false;
		ping();
		return true;
	}
}
