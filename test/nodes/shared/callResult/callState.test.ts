import type { IDataObject } from 'n8n-workflow';
import { isDeletedCall, ultravoxCalls } from '../../../../nodes/shared/callResult/callState';
import type { PlacedCall } from '../../../../nodes/shared/placedCall';
import type { RequestContext } from '../../../../nodes/shared/providerFailure';

const asked: string[] = [];
/** Ultravox lists no call, and has none. */
const context = {
	getNode: () => ({
		name: 'Phone Agent',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	}),
	getCredentials: async () => ({ apiKey: 'key' }),
	helpers: {
		httpRequestWithAuthentication: async (_credential: string, { url }: { url: string }) => {
			if (url.endsWith('/api/calls')) return { results: [], next: null };
			asked.push(url);
			throw Object.assign(new Error('Not found'), { httpCode: '404' });
		},
	},
} as unknown as RequestContext;

beforeEach(() => asked.splice(0));

/** Calls that were placed so many milliseconds ago. */
const placedBefore = (name: string, ago: number): PlacedCall[] =>
	Array.from(
		{ length: 12 },
		(_none, item) =>
			({
				item,
				key: `${name}-${item}`,
				run: name,
				state: 'placed',
				callId: `${name}-call-${item}`,
				placedAt: new Date(Date.now() - ago).toISOString(),
			}) as PlacedCall,
	);

const deleted = (calls: IDataObject[]) => calls.filter(isDeletedCall).length;

test('P2.5 a call that Ultravox has deleted is asked for once', async () => {
	const placed = placedBefore('old', 10 * 60_000);
	expect(deleted(await ultravoxCalls(context, placed))).toBe(12);
	expect(asked).toHaveLength(12);
	expect(deleted(await ultravoxCalls(context, placed))).toBe(12);
	expect(asked).toHaveLength(12);
});

test('P2.5 one that has just been made, and is not there yet, is asked for again', async () => {
	const placed = placedBefore('new', 5_000);
	await ultravoxCalls(context, placed);
	await ultravoxCalls(context, placed);
	expect(asked).toHaveLength(24);
});
