import type { IDataObject } from 'n8n-workflow';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders();
});

afterEach(async () => await providers.close());

const ADA = '+14155550123';
const BOB = '+14155550124';

/** What the item says of an item that was not dialed because of its key. */
const REFUSED = {
	call: { outcome: 'failed', callId: null, to: BOB },
	reason: expect.stringMatching(
		/^Nobody was dialed: the key 'lead-7' is that of a call to another number/,
	) as string,
};

describe("a key of the user's", () => {
	test.each([false, true])(
		'that another person was called under is refused, through the bridge: %s',
		async (bridge) => {
			const options = { callKey: 'lead-7' };
			await runOutbound(providers, { bridge, options });
			Object.assign(providers.calls[0] ?? {}, {
				joined: '2026-11-20T10:00:30Z',
				ended: '2026-11-20T10:01:00Z',
				summary: 'What Ada said.',
			});
			const second = await runOutbound(providers, {
				bridge,
				options,
				executionId: '2',
				items: [{ to: BOB }],
			});
			expect(providers.creating()).toHaveLength(1);
			expect(second.items()[0]?.json).toMatchObject(REFUSED);
			expect(JSON.stringify(second.items())).not.toContain('What Ada said.');
		},
	);

	test('that two people of one run have is that of the first alone', async () => {
		const outcome = await runOutbound(providers, {
			options: { callKey: 'lead-7' },
			items: [{ to: ADA }, { to: BOB }, { to: ADA }],
		});
		expect(providers.creating()).toHaveLength(1);
		const [first, second, third] = outcome.written().map(({ json }) => json.placed as IDataObject);
		expect(first).toMatchObject({ state: 'placed', to: ADA });
		expect(second).toMatchObject({
			state: 'refused',
			to: BOB,
			callId: null,
			reason: REFUSED.reason,
		});
		expect(third).toMatchObject({ state: 'known', to: ADA, callId: first?.callId });
	});

	test.each([
		['comes to nothing', '={{ $json.id }}', "'Call Key' is empty"],
		['is blank', ' ', "'Call Key' is empty"],
		[
			'lacks the field at its end',
			'=lead-{{ $json.id }}',
			"'Call Key' ends with a separator: 'lead-'",
		],
		['ends with a colon', '=lead:', "'Call Key' ends with a separator: 'lead:'"],
	])('that %s is refused before anybody is called', async (_what, callKey, message) => {
		const outcome = await runOutbound(providers, { options: { callKey } });
		expect(outcome.message).toBe(message);
		expect(providers.requests).toEqual([]);
	});
});
