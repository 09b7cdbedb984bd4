import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { joinPrompt } from '../../../../nodes/shared/simpleAgent/block';
import type { BlockSettings } from '../../../../nodes/shared/simpleAgent/blockSettings';
import { NO_SETTINGS } from '../../../../nodes/shared/simpleAgent/blockSettings';
import { readSimpleAgent } from '../../../../nodes/shared/simpleAgent/read';

const agent = (block: Partial<BlockSettings>, callTemplate: IDataObject = {}): IDataObject => ({
	name: 'Anna',
	callTemplate: { systemPrompt: joinPrompt('', { ...NO_SETTINGS, ...block }), ...callTemplate },
});
const hangUp = { toolName: 'hangUp' };

describe('a simple agent read from an agent of Ultravox', () => {
	test('whatever stands in it, reading does not fail', () => {
		fc.assert(
			fc.property(fc.object({ key: fc.constantFrom(...KEYS), maxDepth: 5 }), (anything) => {
				expect(Object.keys(readSimpleAgent(anything as IDataObject))).toHaveLength(13);
			}),
		);
		expect(readSimpleAgent({ callTemplate: null })).toMatchObject({ name: null, type: 'inbound' });
	});

	test('O3.3 the type is what the block says, else who speaks first tells it', () => {
		const user = { firstSpeakerSettings: { user: {} } };
		expect(readSimpleAgent(agent({ type: 'inbound' }, user)).type).toBe('inbound');
		expect(readSimpleAgent(agent({}, user)).type).toBe('outbound');
		expect(readSimpleAgent({ callTemplate: user }).type).toBe('outbound');
		expect(readSimpleAgent({ callTemplate: {} }).type).toBe('inbound');
	});

	test('O3.7 without the block, an uninterruptible greeting tells that the agent is not interruptible', () => {
		const first = { firstSpeakerSettings: { agent: { uninterruptible: true } } };
		expect(readSimpleAgent({ callTemplate: first }).interruptible).toBe(false);
		expect(readSimpleAgent(agent({ interruptible: true }, first)).interruptible).toBe(true);
		expect(readSimpleAgent({ callTemplate: {} }).interruptible).toBe(true);
	});

	test('O3.9 the hint is the main language, the block has the others', () => {
		const languages = ['de', 'en', 'fr'];
		expect(readSimpleAgent(agent({ languages }, { languageHint: 'de' })).language).toBe(
			'de, en, fr',
		);
		expect(readSimpleAgent(agent({ languages }, { languageHint: 'fr' })).language).toBe('fr, en');
		expect(readSimpleAgent(agent({ languages })).language).toBe('de, en, fr');
		expect(readSimpleAgent(agent({}, { languageHint: 'it' })).language).toBe('it');
		expect(readSimpleAgent(agent({})).language).toBeNull();
	});

	test('O3.5 all actions are null while they are as many, [] is none', () => {
		const all = agent({ allActions: 2 }, { selectedTools: [hangUp, { toolId: 'x' }] });
		expect(readSimpleAgent(all).actionIds).toBeNull();
		const fewer = agent({ allActions: 2 }, { selectedTools: [{ toolId: 'x' }] });
		expect(readSimpleAgent(fewer).actionIds).toEqual(['x']);
		const unknown = agent({ allActions: NaN }, { selectedTools: [hangUp] });
		expect(readSimpleAgent(unknown).actionIds).toBeNull();
		expect(readSimpleAgent(agent({})).actionIds).toEqual([]);
		const temporary = { temporaryTool: { modelToolName: 'book' } };
		const named = agent({}, { selectedTools: [temporary, hangUp] });
		expect(readSimpleAgent(named).actionIds).toEqual(['book', 'hangUp']);
	});

	test('O3.9 the first message is that of who speaks first', () => {
		const inbound = { firstSpeakerSettings: { agent: { text: 'Hello' } } };
		const outbound = { firstSpeakerSettings: { user: { fallback: { text: 'Hi', delay: '5s' } } } };
		expect(readSimpleAgent({ callTemplate: inbound }).firstMessage).toBe('Hello');
		expect(readSimpleAgent({ callTemplate: outbound }).firstMessage).toBe('Hi');
	});
});

const KEYS = [
	'callTemplate',
	'name',
	'systemPrompt',
	'firstSpeakerSettings',
	'agent',
	'user',
	'fallback',
	'text',
	'selectedTools',
	'toolId',
	'temporaryTool',
	'languageHint',
	'voice',
] as const;
