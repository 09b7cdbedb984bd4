import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest, RecordingServer, Reply } from './recordingServer';
import { startRecordingServer } from './recordingServer';

const ok = (body: unknown): Reply => ({ status: 200, body });
const missing: Reply = { status: 404, body: { error: 'not found' } };

/** Plivo and Ultravox as far as calls are looked up and ended: a test says what they know. */
export class FakeProviders {
	/** Ultravox's Call objects. */
	calls: IDataObject[] = [];
	/** Of Ultravox, by call id. */
	messages: Record<string, IDataObject[]> = {};
	/** Of Ultravox, by id; one that is not there is unknown. */
	agents: Record<string, IDataObject> = {};
	/** What Ultravox answers otherwise than usual, by path. */
	ultravoxAnswers = new Map<string, Reply>();
	/** Plivo's records of finished calls. */
	records: IDataObject[] = [];
	/** Plivo's live calls, by id. */
	live: string[] = [];
	/** Plivo's calls that wait for their turn, by id. */
	queued: string[] = [];
	/** While it is set, Plivo answers everything with this. */
	plivoDown: Reply | undefined;
	/** Called with what changes something; its reply goes out. */
	onChange: (request: RecordedRequest) => Reply = () => ({ status: 204 });
	#server!: RecordingServer;

	static async start(): Promise<FakeProviders> {
		const fake = new FakeProviders();
		fake.#server = await startRecordingServer((request) => fake.answer(request));
		return fake;
	}

	/** For the tests of a file: there while they run, and as at the beginning before each of them. */
	static forTests(): FakeProviders {
		const fake = new FakeProviders();
		beforeAll(async () => {
			fake.#server = await startRecordingServer((request) => fake.answer(request));
		});
		beforeEach(() => fake.reset());
		afterAll(async () => await fake.close());
		return fake;
	}

	get url(): string {
		return this.#server.url;
	}

	get requests(): RecordedRequest[] {
		return this.#server.requests;
	}

	/** Method and path of what was asked, without the query. */
	get asked(): string[] {
		return this.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`);
	}

	/** Everything as at the beginning. */
	reset(): void {
		this.calls = [];
		this.messages = {};
		this.agents = {};
		this.ultravoxAnswers.clear();
		this.records = [];
		this.live = [];
		this.queued = [];
		this.plivoDown = undefined;
		this.onChange = () => ({ status: 204 });
		this.requests.length = 0;
	}

	async close(): Promise<void> {
		await this.#server.close();
	}

	private answer(request: RecordedRequest): Reply {
		const url = new URL(request.url, 'http://localhost');
		if (!url.pathname.startsWith('/api/')) {
			if (this.plivoDown !== undefined) return this.plivoDown;
			return request.method === 'GET' ? this.plivo(url) : this.onChange(request);
		}
		return request.method === 'GET' ? this.ultravox(url) : this.onChange(request);
	}

	private ultravox({ pathname, searchParams }: URL): Reply {
		const special = this.ultravoxAnswers.get(pathname);
		if (special !== undefined) return special;
		const [, , kind, id, below] = pathname.split('/');
		const agent = this.agents[String(id)];
		if (kind === 'agents' && agent !== undefined) return ok(agent);
		if (kind === 'telephony_configs') return ok({ authId: 'MAENGINE' });
		if (kind !== 'calls') return missing;
		if (id === undefined) {
			const wanted = [...searchParams].filter(([name]) => name.startsWith('metadata.'));
			const results = this.calls.filter(({ metadata }) =>
				wanted.every(([name, value]) => (metadata as IDataObject)[name.slice(9)] === value),
			);
			return ok({ results, next: null, previous: null, total: results.length });
		}
		if (below === 'messages') return ok({ results: this.messages[id] ?? [], next: null });
		const call = this.calls.find(({ callId }) => callId === id);
		return call ? ok(call) : { status: 404, body: { detail: 'Not found.' } };
	}

	private plivo({ pathname, searchParams }: URL): Reply {
		const uuid = /\/Call\/([^/]+)\/$/.exec(pathname)?.[1];
		const status = searchParams.get('status');
		const open = { live: this.live, queued: this.queued }[status ?? ''];
		if (uuid === undefined) {
			if (open !== undefined) return ok({ calls: open });
			const [parent, to] = [searchParams.get('parent_call_uuid'), searchParams.get('to_number')];
			const objects = this.records.filter(
				(record) =>
					(parent === null || record.parent_call_uuid === parent) &&
					(to === null || record.to_number === to),
			);
			return ok({ objects, meta: { total_count: objects.length } });
		}
		if (open !== undefined) return open.includes(uuid) ? ok({ call_uuid: uuid }) : missing;
		const record = this.records.find(({ call_uuid }) => call_uuid === uuid);
		return record ? ok({ api_id: 'x', ...record }) : missing;
	}
}
