import { randomUUID } from 'node:crypto';
import { agentDuties, dutiesOf, NO_DUTIES } from '../../../../nodes/shared/callTools/agentLookup';
import type { RequestContext } from '../../../../nodes/shared/providerFailure';
import { joinPrompt } from '../../../../nodes/shared/simpleAgent/block';

const HUMAN = '+14155550142';
const systemPrompt = joinPrompt('You answer the phone.', {
	languages: [],
	accent: null,
	handoffNumber: HUMAN,
	interruptible: false,
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: 'https://crm.example.com/collected',
	dataFields: [{ name: 'guests', description: '', type: 'number' }],
});

/** Looks agents up at an Ultravox that answers like this; undefined does not answer. */
function lookUp(answer: () => object | undefined) {
	const asked: unknown[] = [];
	const context = {
		getNode: () => ({
			name: 'Trigger',
			type: 't',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => ({ apiKey: 'key' }),
		helpers: {
			httpRequestWithAuthentication: async (_credential: string, { url }: { url: string }) => {
				asked.push(url);
				return answer() ?? (await new Promise(() => undefined));
			},
		},
	} as unknown as RequestContext;
	return { asked, duties: async (id: string) => await agentDuties(context, id, 50) };
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setTimeout', 'setImmediate', 'nextTick'] }));
afterEach(() => jest.useRealTimers());

test('O3.6 O3.8 the block in the prompt says what an agent has to do', () => {
	const selectedTools = [
		{ toolName: 'hangUp' },
		{ toolId: randomUUID() },
		{ temporaryTool: { modelToolName: 'book' } },
		{ toolName: 'x', nameOverride: 'renamed' },
	];
	expect(dutiesOf({ callTemplate: { systemPrompt, selectedTools } })).toEqual({
		handoffNumber: HUMAN,
		interruptible: false,
		dataFields: [{ name: 'guests', description: '', type: 'number' }],
		dataWebhookUrl: 'https://crm.example.com/collected',
		toolNames: ['hangUp', 'book', 'renamed'],
		firstSpeakerSettings: {},
		longestSeconds: null,
	});
});

test.each([
	[{}],
	[{ callTemplate: null }],
	[{ callTemplate: { systemPrompt: 'Human to hand off to: +14155550142' } }],
])('O3.7 an agent without the block has no duties: %j', (agent) => {
	expect(dutiesOf(agent)).toEqual(NO_DUTIES);
});

test.each([[{}], [{ systemPrompt }]])(
	'how its calls begin is known of every agent: %j',
	(template) => {
		const firstSpeakerSettings = { agent: { text: 'Hello', uninterruptible: true } };
		expect(dutiesOf({ callTemplate: { ...template, firstSpeakerSettings } })).toMatchObject({
			firstSpeakerSettings,
		});
	},
);

test('what is known holds for a minute', async () => {
	const { asked, duties } = lookUp(() => ({ callTemplate: { systemPrompt } }));
	const id = randomUUID();
	await duties(id);
	jest.advanceTimersByTime(59_000);
	expect(await duties(id)).toMatchObject({ handoffNumber: HUMAN });
	expect(asked).toHaveLength(1);
	jest.advanceTimersByTime(2_000);
	await duties(id);
	expect(asked).toHaveLength(2);
});

test('what was known is better than nothing while Ultravox cannot be asked, and nothing is when it was not', async () => {
	let isThere = true;
	const { duties } = lookUp(() => (isThere ? { callTemplate: { systemPrompt } } : undefined));
	const id = randomUUID();
	await duties(id);
	isThere = false;
	jest.advanceTimersByTime(61_000);
	expect(await duties(id)).toMatchObject({ handoffNumber: HUMAN });
	await expect(duties(randomUUID())).rejects.toThrow(/did not answer/);
});
