import type { IDataObject } from 'n8n-workflow';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../nodes/shared/bridgeEvents';
import { inAnotherProcess } from './support/anotherProcess';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { BRIDGE_SECRET, CALLER_ID, startProviders } from './support/outboundProviders';
import { callUuidOf, numbers, PacedRuns } from './support/pacedRuns';
import type { WebhookAnswer } from './support/waitingExecution';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
});

afterEach(async () => await providers.close());

/** Who cannot be told yet is asked again for some seconds. */
const PATIENCE_MS = 40_000;
const REFUSED = { reply: { status: 400, body: { detail: 'No such agent.' } } };

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

/** Plivo has a record of a call to the number of an item, and nothing else. */
function plivoHas(item: number): void {
	const record = {
		call_uuid: callUuidOf(item),
		call_direction: 'outbound',
		from_number: CALLER_ID.slice(1),
		to_number: numbers[item]?.slice(1),
		initiation_time: at(0),
		answer_time: at(0),
		end_time: at(0),
		hangup_cause_code: 4000,
	} as IDataObject;
	providers.others.set('GET /Call/', { status: 200, body: { objects: [record], calls: [] } });
}

/** Ultravox has deleted the call of an item: it is not found any more. */
function forgets(item: number): void {
	paced.callOf(item).metadata = {};
}

describe('P2.5, P2.6: nobody is up, and somebody is due after a call whose end is not told', () => {
	const three = numbers.slice(0, 3).map((to) => ({ to }));

	test(
		'that has just been: its own teller may be dialing, so the others come again',
		async () => {
			const { ended } = await paced.sleeping({ items: three });
			paced.isOver(0, 2_000);
			expect(await ended(1, 1_000)).toMatchObject({ status: 503 });
			expect(paced.dialed()).toHaveLength(2);
			await ended(0, 1_000);
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
			expect(await ended(1, 1_000)).toMatchObject({ status: 200, outputs: undefined });
			expect(paced.dialed()).toHaveLength(3);
		},
		PATIENCE_MS,
	);

	test(
		'that was long ago: the latest end dials, also where Plivo has no record',
		async () => {
			const { ended } = await paced.sleeping({ items: three });
			paced.isOver(0, 130_000);
			expect(await ended(1, 1_000)).toMatchObject({ status: 200, outputs: undefined });
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
		},
		PATIENCE_MS,
	);
});

describe('P2.5, P2.6: a process that does not know what another has tried', () => {
	test(
		'one that was refused there is tried once more when nobody else is up, and the results come',
		async () => {
			const sleeping = await paced.sleeping({ options: { callsAtOnce: 1 } });
			const { ended } = sleeping;
			providers.creations.push(REFUSED);
			await ended(0);
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
			await inAnotherProcess(sleeping, async () => {
				expect(await ended(2)).toMatchObject({ status: 200, outputs: undefined });
				expect(providers.creating()).toHaveLength(4);
				providers.creations.push(REFUSED);
				const { outputs } = await ended(3);
				expect(providers.creating()).toHaveLength(5);
				expect(outputs?.[0]?.map(({ call }) => (call as IDataObject).outcome)).toEqual([
					'completed',
					'failed',
					'completed',
					'completed',
				]);
				expect(outputs?.[0]?.[1]?.reason).toContain('No such agent.');
			});
		},
		PATIENCE_MS,
	);

	test(
		'one that is not refused any more is called, and waited for',
		async () => {
			const sleeping = await paced.sleeping({ options: { callsAtOnce: 1 } });
			const { ended } = sleeping;
			providers.creations.push(REFUSED);
			await ended(0);
			await inAnotherProcess(sleeping, async () => {
				await ended(2);
				expect(await ended(3)).toMatchObject({ status: 200, outputs: undefined });
				expect(paced.callOf(1)).toMatchObject({ ended: null });
				const { outputs } = await ended(1);
				expect(outputs?.[0]?.map(({ call }) => (call as IDataObject).callId)).toEqual(
					[0, 1, 2, 3].map((item) => paced.callOf(item).callId),
				);
			});
		},
		PATIENCE_MS,
	);

	test(
		'one whose call Ultravox has deleted may have rung: it is not called again, and Get Result says so, too',
		async () => {
			const sleeping = await paced.sleeping({ options: { callsAtOnce: 1 } });
			const { ended, outcome } = sleeping;
			for (const item of [0, 1]) await ended(item);
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
			plivoHas(1);
			forgets(1);
			const mayHaveRung = expect.stringMatching(
				/may have rung, so it is not dialed again/,
			) as string;
			await inAnotherProcess(sleeping, async () => {
				await ended(2);
				const { outputs } = await ended(3);
				expect(paced.dialed()).toEqual(numbers);
				expect(outputs?.[0]?.map(({ reason }) => reason)).toEqual([null, mayHaveRung, null, null]);
			});
			const late = await runOutbound(providers, {
				operation: 'getResult',
				items: [outcome.written()[1]?.json ?? {}],
				parameters: { findBy: 'callId', callId: '={{ $json.call.callId }}' },
			});
			expect(late.items()[0]?.json).toMatchObject({
				call: { callId: null, outcome: 'failed' },
				reason: mayHaveRung,
			});
		},
		PATIENCE_MS,
	);
});

test(
	'P2.5 another call to the same number that Ultravox knows does not keep somebody from being called',
	async () => {
		const sleeping = await paced.sleeping({
			items: [{ to: numbers[0] }, { to: numbers[0] }, { to: numbers[1] }],
			options: { callsAtOnce: 1 },
		});
		const { ended } = sleeping;
		providers.creations.push(REFUSED);
		await ended(0);
		expect(paced.dialed()).toEqual([numbers[0], numbers[0], numbers[1]]);
		// Of the first call; the second one was refused.
		plivoHas(0);
		await inAnotherProcess(sleeping, async () => {
			await ended(2);
			expect(paced.dialed()).toEqual([numbers[0], numbers[0], numbers[1], numbers[0]]);
		});
	},
	PATIENCE_MS,
);

// At the end of the file: what Plivo has told of a call is remembered by its id, which the calls of all tests here share.
describe('P2.5, P2.6: an end that one of its senders does not tell', () => {
	test(
		"both are lost: the bridge's makes room after two minutes, and is told again until then",
		async () => {
			const { execution } = await paced.sleeping({ bridge: true });
			const tells = async (): Promise<WebhookAnswer> => {
				const { callId } = paced.callOf(0);
				const rawBody = JSON.stringify({ type: 'ended', callId, data: { reason: 'hangup' } });
				const now = new Date().toISOString();
				return await execution.post({ event: 'bridge', item: '0' }, rawBody, {
					'content-type': 'application/json',
					[BRIDGE_TIMESTAMP_HEADER]: now,
					[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(rawBody, BRIDGE_SECRET, now),
				});
			};
			paced.isOver(0);
			expect(await tells()).toMatchObject({ status: 503 });
			expect(paced.dialed()).toHaveLength(2);
			paced.isOver(0, 150_000);
			expect(await tells()).toMatchObject({ status: 200, outputs: undefined });
			expect(await tells()).toMatchObject({ status: 200, outputs: undefined });
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
			expect(providers.dialing()).toHaveLength(3);
		},
		PATIENCE_MS,
	);

	test(
		"Ultravox's is lost: Plivo's makes room when Ultravox has had its time, once",
		async () => {
			const { hungUp } = await paced.sleeping();
			paced.isOver(0, 30_000);
			expect(await hungUp(0)).toMatchObject({ status: 200, outputs: undefined });
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
			expect(await hungUp(0)).toMatchObject({ status: 200, outputs: undefined });
			expect(paced.dialed()).toHaveLength(3);
		},
		PATIENCE_MS,
	);

	test(
		"a whole run whose ends only Plivo tells, after Ultravox's time",
		async () => {
			const { hungUp } = await paced.sleeping({ options: { callsAtOnce: 1 } });
			for (const item of [0, 1, 2]) {
				paced.isOver(item, 30_000);
				expect(await hungUp(item)).toMatchObject({ status: 200, outputs: undefined });
			}
			paced.isOver(3, 30_000);
			const { outputs } = await hungUp(3);
			expect(outputs?.[0]).toHaveLength(4);
			expect(paced.dialed()).toEqual(numbers);
		},
		PATIENCE_MS,
	);
});
