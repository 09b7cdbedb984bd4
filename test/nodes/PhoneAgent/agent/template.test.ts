import type { IDataObject } from 'n8n-workflow';
import { agentBehind } from '../../../../nodes/PhoneAgent/agent/connection';
import { limitsOf } from '../../../../nodes/PhoneAgent/agent/notices';
import { simpleTemplate } from '../../../../nodes/PhoneAgent/agent/template';
import { readSimpleAgent } from '../../../../nodes/shared/simpleAgent/read';

const AGENT = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const agent = (callTemplate: IDataObject): IDataObject => ({ name: 'Anna', callTemplate });
const first = (firstSpeakerSettings: IDataObject) => agent({ firstSpeakerSettings });

describe('the template of a simple agent', () => {
	test('O3.3 a change of type takes the first message along, and what else was said about it stays', () => {
		const inbound = first({ agent: { text: 'Hello.', delay: '2s' } });
		expect(simpleTemplate(inbound, { type: 'outbound' }).firstSpeakerSettings).toEqual({
			user: { fallback: { delay: '5s', text: 'Hello.' } },
		});
		const outbound = first({ user: { fallback: { delay: '9s', text: 'Hello.' } } });
		expect(simpleTemplate(outbound, { firstMessage: 'Hi.' }).firstSpeakerSettings).toEqual({
			user: { fallback: { delay: '9s', text: 'Hi.' } },
		});
		expect(simpleTemplate(outbound, { type: 'inbound' }).firstSpeakerSettings).toEqual({
			agent: { text: 'Hello.' },
		});
	});

	test('O3.9 words take the place of a prompt for the greeting, and can be taken away', () => {
		const prompted = first({ agent: { prompt: 'Greet the caller.', delay: '2s', text: null } });
		expect(simpleTemplate(prompted, { firstMessage: 'Hi.' }).firstSpeakerSettings).toEqual({
			agent: { delay: '2s', text: 'Hi.' },
		});
		expect(simpleTemplate(prompted, { interruptible: true }).firstSpeakerSettings).toEqual({
			agent: { prompt: 'Greet the caller.', delay: '2s' },
		});
		const said = first({ agent: { text: 'Hello.' } });
		expect(simpleTemplate(said, { firstMessage: null }).firstSpeakerSettings).toEqual({
			agent: {},
		});
	});

	test('O3.7 the first message of an inbound agent cannot be interrupted, until it can', () => {
		const off = simpleTemplate(first({ agent: {} }), { interruptible: false });
		expect(off.firstSpeakerSettings).toEqual({ agent: { uninterruptible: true } });
		const on = simpleTemplate(agent(off), { interruptible: true });
		expect(on.firstSpeakerSettings).toEqual({ agent: { uninterruptible: false } });
		expect(readSimpleAgent(agent(on)).interruptible).toBe(true);
	});

	test('who speaks first is left alone when nothing of it was asked', () => {
		const template = simpleTemplate(agent({ medium: { webRtc: {} } }), { accent: 'Irish' });
		expect(Object.keys(template).sort()).toEqual(['medium', 'systemPrompt']);
	});

	test('O3.9 a voice takes the place of an external one', () => {
		const external = agent({ externalVoice: { generic: { url: 'https://example.com' } } });
		expect(simpleTemplate(external, { voice: 'Mark' })).toEqual({
			voice: 'Mark',
			systemPrompt: expect.any(String) as string,
		});
		const voice = agent({ voice: 'Mark', voiceOverrides: { google: { speakingRate: 1.1 } } });
		expect(Object.keys(simpleTemplate(voice, { voice: null }))).toEqual(['systemPrompt']);
	});

	test('O3.5 all actions stay all with another change; once one was taken away, they are those that are left', () => {
		const selectedTools = [{ toolId: AGENT }, { toolName: 'hangUp' }];
		const made = simpleTemplate({}, { name: 'Anna' }, { selectedTools, all: 2, leftOut: [] });
		const changed = simpleTemplate(agent(made), { accent: 'Irish' });
		expect(readSimpleAgent(agent(changed)).actionIds).toBeNull();
		const fewer = { ...changed, selectedTools: [{ toolName: 'hangUp' }] };
		const again = simpleTemplate(agent(fewer), { accent: null });
		expect(readSimpleAgent(agent(again)).actionIds).toEqual(['hangUp']);
		const more = { ...again, selectedTools };
		expect(readSimpleAgent(agent(more)).actionIds).toEqual([AGENT, 'hangUp']);
	});
});

test('what calls cannot do is said for agents that are set to it, and for no others', () => {
	const plain = readSimpleAgent({});
	expect(limitsOf(plain)).toEqual([]);
	expect(limitsOf({ ...plain, interruptible: false })).toEqual([
		expect.stringContaining('for its first message alone') as string,
	]);
	expect(limitsOf({ ...plain, type: 'outbound', interruptible: false })).toEqual([
		expect.stringMatching(/In direct calls it can\.$/) as string,
	]);
	expect(limitsOf({ ...plain, handoffNumber: '+14155550100' })).toEqual([
		expect.stringMatching(/^For handing callers to a human, n8n has to be in the call/) as string,
	]);
});

test.each([
	[`https://app.ultravox.ai/api/agents/${AGENT}/telephony_xml`, AGENT],
	[`https://api.ultravox.ai/api/agents/${AGENT.toUpperCase()}/telephony_xml?x=1#y`, AGENT],
	[`https://app.ultravox.ai/api/agents/${AGENT}/telephony_xml_old`, undefined],
	[`https://app.ultravox.ai/api/agents/${AGENT}`, undefined],
	['https://example.com/answer', undefined],
])('O3.10 %s leads to the agent %s', (answerUrl, agentId) => {
	expect(agentBehind(answerUrl)).toBe(agentId);
});
