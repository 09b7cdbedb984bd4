import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import {
	searchAudioStreams,
	searchCallRequests,
	searchCalls,
	searchLiveCalls,
	searchQueuedCalls,
	searchRecordings,
} from '../../../../nodes/PlivoVoice/methods/listSearch';
import { recordingContext } from '../../../contract/support/recordingContext';

const ROOT = '/v1/Account/MACONTRACTTEST000000';
const UUID = '4d04c52e-cea3-4458-bbdb-0bfc314ee7cd';

type Refused = { refused: number };

/** A context in which Plivo answers by path, and the panel has these parameters. */
function having(answers: (path: string) => unknown, parameters: Record<string, unknown> = {}) {
	const { context, requests } = recordingContext(({ url }) => {
		const answer = answers(new URL(url).pathname.slice(ROOT.length));
		const { refused } = (answer ?? {}) as Partial<Refused>;
		if (refused === undefined) return answer;
		throw new NodeApiError(context.getNode(), {}, { httpCode: String(refused), message: 'no' });
	});
	const getCurrentNodeParameter = (name: string) => parameters[name];
	const panel = { ...context, getCurrentNodeParameter } as unknown as ILoadOptionsFunctions;
	const asked = () =>
		requests.map(({ url, query }) => ({
			path: new URL(url).pathname.slice(ROOT.length),
			query,
		}));
	return { context: panel, asked };
}

const live = (uuid: string) => ({
	call_uuid: uuid,
	request_uuid: `request-of-${uuid}`,
	call_status: 'in-progress',
	direction: 'inbound',
	from: '14155550100',
	to: '+14155550123',
	session_start: '2026-09-18 13:17:49.050872',
});

/** Plivo with these live or queued calls. */
const withCalls = (uuids: string[], one: (uuid: string) => unknown = live) =>
	having((path) => (path === '/Call/' ? { calls: uuids } : one(path.split('/')[2] ?? '')));

const many = (count: number) => Array.from({ length: count }, (_, index) => `call-${index}`);

describe('the lists a call is chosen from', () => {
	test('a live call is who calls whom; every one is looked up, for the list has ids only', async () => {
		const { context, asked } = withCalls([UUID]);
		expect(await searchLiveCalls.call(context)).toEqual({
			results: [
				{ name: '+14155550100 to +14155550123, 2026-09-18 13:17 UTC, in-progress', value: UUID },
			],
		});
		expect(asked()).toEqual([
			{ path: '/Call/', query: { status: 'live' } },
			{ path: `/Call/${UUID}/`, query: { status: 'live' } },
		]);
	});

	test('one that ended meanwhile is left out; what Plivo refuses otherwise is shown', async () => {
		const ended = withCalls(['a', UUID], (uuid) => (uuid === 'a' ? { refused: 404 } : live(uuid)));
		expect((await searchLiveCalls.call(ended.context)).results).toHaveLength(1);
		const refused = withCalls([UUID], () => ({ refused: 401 }));
		await expect(searchLiveCalls.call(refused.context)).rejects.toThrow(/refused the credential/);
	});

	test('a queued call by its id, or by the one of its request', async () => {
		const { context, asked } = withCalls([UUID]);
		expect((await searchQueuedCalls.call(context)).results[0]?.value).toBe(UUID);
		expect((await searchCallRequests.call(context)).results[0]?.value).toBe(`request-of-${UUID}`);
		expect(asked().map(({ query }) => query.status)).toEqual(Array(4).fill('queued'));
	});

	test('a page is 20; the next one goes on behind it', async () => {
		const { context, asked } = withCalls(many(25));
		const first = await searchLiveCalls.call(context);
		expect(first.results).toHaveLength(20);
		expect(first.paginationToken).toBe('20');
		const second = await searchLiveCalls.call(context, '', '20');
		expect(second.results.map(({ value }) => value)).toEqual(many(25).slice(20));
		expect(second.paginationToken).toBeUndefined();
		expect(asked()).toHaveLength(27);
	});

	test('it is found by any part of the name, or by its id; a search looks up 100 calls at most', async () => {
		const { context, asked } = withCalls(many(130), (uuid) =>
			uuid === 'call-30' ? { ...live(uuid), from: 'sip:anna@example.com' } : live(uuid),
		);
		const found = await searchLiveCalls.call(context, 'ANNA');
		expect(found.results.map(({ value }) => value)).toEqual(['call-30']);
		expect(found.paginationToken).toBe('100');
		expect(asked()).toHaveLength(101);
		const byId = await searchLiveCalls.call(context, 'call-7');
		expect(byId.results.map(({ value }) => value)).toEqual(['call-7']);
	});

	test('a finished call, with when it ended and how', async () => {
		const { context } = having(() => ({
			objects: [
				{
					call_uuid: UUID,
					call_state: 'ANSWER',
					from_number: '+14155550100',
					to_number: '14155550123',
					end_time: '2026-09-18 14:06:26+05:30',
				},
			],
		}));
		expect(await searchCalls.call(context)).toEqual({
			results: [
				{ name: '+14155550100 to +14155550123, 2026-09-18 08:36 UTC, completed', value: UUID },
			],
		});
	});
});

describe('the lists a recording and a stream are chosen from', () => {
	test('a recording is who talked, or the conference, when and how long', async () => {
		const of = { add_time: '2026-09-18 14:06:26+05:30', recording_duration_ms: '65400.00000' };
		const { context } = having(() => ({
			objects: [
				{ ...of, recording_id: '1', from_number: '14155550100', to_number: '14155550123' },
				{ ...of, recording_id: '2', conference_name: 'Support', from_number: '', to_number: '' },
			],
		}));
		expect((await searchRecordings.call(context)).results).toEqual([
			{ name: '+14155550100 to +14155550123, 2026-09-18 14:06:26+05:30, 65 s', value: '1' },
			{ name: 'Support, 2026-09-18 14:06:26+05:30, 65 s', value: '2' },
		]);
	});

	test('the streams are those of the chosen call', async () => {
		const { context, asked } = having(
			() => ({ objects: [{ stream_id: 's1', status: 'started', start_time: null }] }),
			{ callUuid: { __rl: true, mode: 'list', value: UUID } },
		);
		expect((await searchAudioStreams.call(context)).results).toEqual([
			{ name: 's1, started', value: 's1' },
		]);
		expect(asked()[0]?.path).toBe(`/Call/${UUID}/Stream/`);
	});

	test.each(['', '={{ $json.call.callUuid }}'])(
		'without a call that is known (%p), it says to choose one, and asks nothing',
		async (value) => {
			const { context, asked } = having(() => ({}), { callUuid: { mode: 'id', value } });
			await expect(searchAudioStreams.call(context)).rejects.toThrow(/Choose a call first/);
			expect(asked()).toEqual([]);
		},
	);
});
