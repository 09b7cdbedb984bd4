import type { ServerResponse } from 'node:http';
import { PAGE_HEADERS } from '../pageAnswer';

/** While so much waits for a browser, it is told of no more levels: they are out of date when they arrive. */
const SKIP_BYTES = 65_536;
/** A browser that does not read is disconnected when so much waits for it; it comes back and begins afresh. */
const MOST_BYTES = 1_048_576;
/** The same when nothing at all gets through to it for this long. */
const STALLED_MS = 30_000;

/** One browser tab that looks at the page: a response of server-sent events. */
export class Viewer {
	/** Updates that were left out because the browser did not keep up. */
	skipped = 0;
	private readonly expiry: NodeJS.Timeout;

	/**
	 * @param openCallId the call that is open in this tab, whose transcript it is told
	 * @param endsAt when its session ends, in milliseconds since the epoch
	 * @param onGone comes once, when the tab is closed or dropped
	 */
	constructor(
		private readonly response: ServerResponse,
		readonly openCallId: string | undefined,
		endsAt: number,
		onGone: (viewer: Viewer) => void,
	) {
		response.writeHead(200, {
			...PAGE_HEADERS,
			'content-type': 'text/event-stream; charset=utf-8',
		});
		this.expiry = setTimeout(() => this.drop(), endsAt - Date.now());
		response.setTimeout(STALLED_MS, () => this.drop());
		response.on('error', () => undefined);
		response.once('close', () => {
			clearTimeout(this.expiry);
			onGone(this);
		});
	}

	/** Tells something that must not be missed. */
	tell(text: string): void {
		this.response.write(text);
		if (this.response.writableLength > MOST_BYTES) this.drop();
	}

	/** Tells something that the next update makes good for. */
	update(text: string): void {
		if (this.response.writableLength > SKIP_BYTES) this.skipped += 1;
		else this.tell(text);
	}

	/** Disconnects the tab. */
	drop(): void {
		this.response.destroy();
	}
}
