import type { LabUltravoxCall } from '../../src/ultravox/labUltravoxCall';
import { endedCall } from './support/endedCalls';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface Page {
	results: { callId: string }[];
	total: number;
	next: string | null;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';
const LISTS = ['/api/calls', '/api/deleted_calls'];

let lab: LabUnderTest;
let calls: Record<string, LabUltravoxCall>;
let agents: Record<string, string>;
let voiceId: string;

beforeAll(async () => {
	lab = await startLabUltravox({ variants: { billingLagMs: 0 } });
	agents = {
		ava: lab.ultravox.addAgent({ name: 'Ava' }).agentId,
		eve: lab.ultravox.addAgent({ name: 'Eve' }).agentId,
	};
	const voices = await lab.api<{ results: { voiceId: string; name: string }[] }>(
		'GET',
		'/api/voices?search=german',
	);
	const { name = '', voiceId: id = '' } = voices.body.results[0] ?? {};
	voiceId = id;
	const { ava = '', eve = '' } = agents;
	const metadata = { caller: '+14155550100', kind: 'sale' };
	calls = {
		early: await endedCall(lab, { created: '2026-03-01T00:00:00Z', agentId: ava, seconds: 10 }),
		named: await endedCall(lab, {
			created: '2026-03-01T23:59:59.500Z',
			agentId: eve,
			seconds: 60,
			body: { voice: name },
		}),
		marked: await endedCall(lab, { created: '2026-03-02T12:00:00Z', body: { metadata } }),
		late: await endedCall(lab, {
			created: '2026-03-03T08:00:00Z',
			seconds: 300,
			body: { voice: id, metadata: { kind: 'sale' } },
		}),
	};
});

afterAll(async () => {
	await lab.close();
});

async function found(list: string, query: string): Promise<string[]> {
	const { status, body } = await lab.api<Page>('GET', `${list}?${query}`);
	expect([status, body]).toEqual([200, expect.anything()]);
	return body.results.map(
		({ callId }) => Object.entries(calls).find(([, call]) => call.callId === callId)?.[0] ?? '',
	);
}

const FILTERS: [string, () => string, string[]][] = [
	['no filter', () => '', ['late', 'marked', 'named', 'early']],
	['an agent', () => `agentIds=${agents.ava ?? ''}`, ['early']],
	[
		'two agents',
		() => `agentIds=${agents.ava ?? ''}&agentIds=${agents.eve ?? ''}`,
		['named', 'early'],
	],
	['an agent without calls', () => `agentIds=${NOBODY}`, []],
	['a first day', () => 'fromDate=2026-03-02', ['late', 'marked']],
	['a last day, to its end', () => 'toDate=2026-03-01', ['named', 'early']],
	['a first moment, itself included', () => 'fromDate=2026-03-02T12:00:00Z', ['late', 'marked']],
	[
		'a last moment, itself included',
		() => 'toDate=2026-03-02T12:00:00Z',
		['marked', 'named', 'early'],
	],
	['a moment of another zone', () => 'fromDate=2026-03-02T12:00:00%2B01:00', ['late', 'marked']],
	['a moment without a zone', () => 'fromDate=2026-03-02T12:00:00', ['late', 'marked']],
	['days from and to', () => 'fromDate=2026-03-02&toDate=2026-03-02', ['marked']],
	['a time of day from', () => 'timeOfDayStart=08:00:00', ['late', 'marked', 'named']],
	['a time of day to', () => 'timeOfDayEnd=08:00:00', ['late', 'early']],
	['the last second of the day', () => 'timeOfDayStart=23:59:59', ['named']],
	['a least duration', () => 'durationMin=60s', ['late', 'named']],
	['a most duration', () => 'durationMax=60s', ['named', 'early']],
	['a piece of metadata', () => 'metadata.kind=sale', ['late', 'marked']],
	['two of them', () => 'metadata.kind=sale&metadata.caller=%2B14155550100', ['marked']],
	['another value of it', () => 'metadata.kind=Sale', []],
	['a word', () => 'search=eve', ['named']],
	['an id', () => `search=${calls.late?.callId ?? ''}`, ['late']],
	['a voice, named or by its id', () => `voiceId=${voiceId}`, ['late', 'named']],
	['another voice', () => `voiceId=${NOBODY}`, []],
];

const REFUSALS = [
	'agentIds=Ava',
	'voiceId=Lab-German',
	'fromDate=yesterday',
	'toDate=2026-13-01',
	'toDate=2026',
	'durationMin=60',
	'durationMax=long',
	'timeOfDayStart=8',
	'timeOfDayEnd=24:00:00',
	'search=',
	'pageSize=x',
];

describe('lists of calls', () => {
	test.each(FILTERS)('GET /api/calls with %s', async (_, query, expected) => {
		expect(await found('/api/calls', query())).toEqual(expected);
	});

	test.each(LISTS.flatMap((list) => REFUSALS.map((query) => [list, query] as const)))(
		'%s?%s is refused',
		async (list, query) => {
			const { status, body } = await lab.api('GET', `${list}?${query}`);
			expect([status, Object.keys(body)]).toEqual([400, [query.split('=')[0]]]);
		},
	);

	test.each([
		['created', ['early', 'named', 'marked', 'late']],
		['-created', ['late', 'marked', 'named', 'early']],
		['joined', ['marked', 'early', 'named', 'late']],
		['-ended', ['late', 'marked', 'named', 'early']],
	])('are sorted by %s', async (sort, expected) => {
		expect(await found('/api/calls', `sort=${sort}`)).toEqual(expected);
	});

	test('cannot be sorted by everything, which is refused or ignored', async () => {
		expect((await lab.api('GET', '/api/calls?sort=color')).status).toBe(400);
		lab.ultravox.variants.unknownSortField = 'ignore';
		expect(await found('/api/calls', 'sort=-color')).toEqual(['late', 'marked', 'named', 'early']);
		lab.ultravox.variants.unknownSortField = 'refuse';
	});

	test('keep filter and order from page to page', async () => {
		const first = await lab.api<Page>(
			'GET',
			'/api/calls?metadata.kind=sale&sort=created&pageSize=1',
		);
		expect([first.body.results[0]?.callId, first.body.total]).toEqual([calls.marked?.callId, 2]);
		const next = new URL(first.body.next ?? '');
		const second = await lab.api<Page>('GET', `${next.pathname}${next.search}`);
		expect(second.body.results.map(({ callId }) => callId)).toEqual([calls.late?.callId]);
		expect(second.body.next).toBeNull();
	});

	test('of an agent have only pages', async () => {
		const path = `/api/agents/${agents.ava ?? ''}/calls`;
		expect(await found(path, 'pageSize=5')).toEqual(['early']);
		expect(await found(path, 'fromDate=2026-03-02')).toEqual(['early']);
		const noted = lab.log.entries.filter(({ kind }) => kind === 'unknown-field');
		expect(noted.at(-1)?.detail).toEqual({ query: 'fromDate' });
	});

	test('a page that is too large counts as the largest, or is refused', async () => {
		expect((await lab.api('GET', '/api/calls?pageSize=500')).status).toBe(200);
		lab.ultravox.variants.oversizedPage = 'refuse';
		expect((await lab.api('GET', '/api/calls?pageSize=500')).status).toBe(400);
		expect((await lab.api('GET', '/api/calls?pageSize=100')).status).toBe(200);
		lab.ultravox.variants.oversizedPage = 'clamp';
	});
});

describe('lists of deleted calls', () => {
	beforeAll(async () => {
		for (const { callId } of Object.values(calls)) {
			expect((await lab.api('DELETE', `/api/calls/${callId}`)).status).toBe(204);
		}
	});

	test.each(FILTERS)('GET /api/deleted_calls with %s', async (_, query, expected) => {
		expect(await found('/api/deleted_calls', query())).toEqual(expected);
		expect(await found('/api/calls', query())).toEqual([]);
	});
});
