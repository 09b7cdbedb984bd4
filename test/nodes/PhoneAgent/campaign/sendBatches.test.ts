import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { CampaignRow } from '../../../../nodes/PhoneAgent/campaign/campaignRow';
import { sendBatches } from '../../../../nodes/PhoneAgent/campaign/sendBatches';
import type { PhoneAgentApi } from '../../../../nodes/PhoneAgent/phoneAgentApi';
import type { ScheduledBatch } from '../../../../nodes/shared/callingHours/schedule';

const LEAD_MS = 30_000;
const NOW = Date.parse('2030-06-03T14:00:00Z');
const HOUR_MS = 3_600_000;
const campaign = { id: 'spring', agentId: '5b40a428-bfc7-4daf-9d06-726c558bf3b8' };

const row = (item: number): CampaignRow => ({
	item,
	id: `r${item}`,
	phoneNumber: `+1312555010${item}`,
	from: '+14155550199',
	templateContext: {},
	metadata: {},
	additionalParams: {},
	attempt: 1,
});

const batch = (item: number, windowEnd: number): ScheduledBatch<CampaignRow> => ({
	timeZones: ['America/Chicago'],
	day: '2030-06-03',
	windowStart: new Date(NOW),
	windowEnd: new Date(windowEnd),
	rows: [row(item)],
});

/** An account where each request takes so long; what was scheduled, and when. */
function slowAccount(requestMs: number) {
	const posted: Array<{ at: number; windowStart: number }> = [];
	const api = {
		context: {
			getExecutionCancelSignal: () => undefined,
			getNode: () => ({ name: 'Phone Agent' }),
		},
		send: async ({ method, body }: IHttpRequestOptions) => {
			const { windowStart } = (body ?? {}) as IDataObject;
			if (method === 'POST') {
				posted.push({ at: Date.now(), windowStart: Date.parse(String(windowStart)) });
			}
			jest.setSystemTime(Date.now() + requestMs);
			return { batchId: `b${posted.length}`, created: new Date().toISOString(), totalCount: 1 };
		},
		list: async () => {
			jest.setSystemTime(Date.now() + requestMs);
			return [];
		},
	} as unknown as PhoneAgentApi;
	return { api, posted };
}

const options = { known: [], throttle: undefined, again: 'Start again' };

beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
	jest.useRealTimers();
});

test('P2.9 between the scheduling of each batch and its first call there is time to notice another start, however slow this one is', async () => {
	const { api, posted } = slowAccount(60_000);
	const batches = [1, 2, 3].map((item) => batch(item, NOW + HOUR_MS));
	const sent = await sendBatches(api, campaign, batches, options);
	expect(posted).toHaveLength(3);
	for (const { at, windowStart } of posted) expect(windowStart).toBe(at + LEAD_MS);
	expect(sent.map(({ windowStart }) => windowStart.getTime())).toEqual(
		posted.map(({ windowStart }) => windowStart),
	);
});

test('P2.9 a batch whose window has passed meanwhile is not sent', async () => {
	const { api, posted } = slowAccount(10 * 60_000);
	const batches = [batch(1, NOW + HOUR_MS), batch(2, NOW + 20 * 60_000)];
	await expect(sendBatches(api, campaign, batches, options)).rejects.toThrow(
		/^The calling window of the next 1 call has passed meanwhile\. 1 call of the campaign is scheduled$/,
	);
	expect(posted).toHaveLength(1);
});

test('P2.9 a batch whose answer was lost is looked for ever more seldom; if it never shows, phones may ring', async () => {
	const { api, posted } = slowAccount(0);
	const looks: number[] = [];
	const lossy = {
		...api,
		send: async (request: Parameters<PhoneAgentApi['send']>[0]) => {
			await api.send(request);
			throw new Error('socket hang up');
		},
		list: async () => {
			looks.push(Date.now() - NOW);
			return [];
		},
	} as unknown as PhoneAgentApi;
	const failed = expect(
		sendBatches(lossy, campaign, [batch(1, NOW + HOUR_MS)], options),
	).rejects.toThrow(/^Nobody knows whether 1 call was scheduled, so these phones may ring/);
	await jest.advanceTimersByTimeAsync(17_500);
	await failed;
	expect(looks).toEqual([500, 2_500, 7_500, 17_500]);
	expect(posted).toHaveLength(1);
});
