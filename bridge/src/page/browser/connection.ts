/** The page's line to the bridge: server-sent events, taken up again whenever they break off. */
export const connection = `
const RETRY_MS = 2000;
/** The bridge says something twice a second. */
const SILENCE_MS = 8000;

/** Follows the events of the bridge: of all calls, and of the words in one. */
export class Connection {
	/**
	 * @param {(news: any) => void} onNews
	 * @param {(problem: string | null) => void} onState null while connected, else what is wrong
	 */
	constructor(onNews, onState) {
		this.onNews = onNews;
		this.onState = onState;
		/** @type {AbortController | null} */
		this.current = null;
	}

	/** @param {string | null} callId the call whose words are wanted */
	open(callId) {
		this.current?.abort();
		this.current = new AbortController();
		void this.stay(callId, this.current.signal);
	}

	close() {
		this.current?.abort();
	}

	/** @param {string | null} callId @param {AbortSignal} stop */
	async stay(callId, stop) {
		while (!stop.aborted) {
			const problem = await this.follow(callId, stop).catch(() => 'The bridge cannot be reached');
			if (stop.aborted) return;
			this.onState(problem);
			await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
		}
	}

	/** @param {string | null} callId @param {AbortSignal} stop @returns {Promise<string>} why it ended */
	async follow(callId, stop) {
		const silent = new AbortController();
		let timer = setTimeout(() => silent.abort(), SILENCE_MS);
		try {
			const url = new URL('events', import.meta.url);
			if (callId !== null) url.searchParams.set('call', callId);
			const response = await fetch(url, {
				signal: AbortSignal.any([stop, silent.signal]),
			});
			// The session is over: the same address now shows the form to log in.
			if (response.status === 401) location.reload();
			if (!response.ok || !response.body) return (await response.text()).trim();
			this.onState(null);
			const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
			let rest = '';
			for (;;) {
				const { done, value } = await reader.read();
				if (done) return 'The bridge closed the connection';
				clearTimeout(timer);
				timer = setTimeout(() => silent.abort(), SILENCE_MS);
				const events = (rest + value).split('\\n\\n');
				rest = events.pop() ?? '';
				for (const event of events) this.take(event, stop);
			}
		} finally {
			clearTimeout(timer);
		}
	}

	/** @param {string} event @param {AbortSignal} stop */
	take(event, stop) {
		if (!stop.aborted && event.startsWith('data: ')) this.onNews(JSON.parse(event.slice(6)));
	}
}
`;
