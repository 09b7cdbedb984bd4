import type { WorkflowNode } from '../../src/n8n/n8nTypes';
import type { WorkflowFilling } from '../../src/start/fillWorkflow';
import { answeredNumbers, fillWorkflow, namedAgents } from '../../src/start/fillWorkflow';

const filling: WorkflowFilling = {
	credentials: {
		plivoVoiceApi: { id: 'p', name: 'Plivo', type: 'plivoVoiceApi' },
		ultravoxApi: { id: 'u', name: 'Ultravox', type: 'ultravoxApi' },
		voiceBridgeApi: { id: 'b', name: 'Bridge', type: 'voiceBridgeApi' },
	},
	header: { id: 'h', name: 'Header', type: 'httpHeaderAuth' },
	phoneNumber: '+14155550101',
	agentIds: new Map([
		['Reception', 'id-reception'],
		['Night Shift', 'id-night'],
	]),
	agentName: 'Reception',
};

const trigger = (parameters: Record<string, unknown>): WorkflowNode => ({
	id: '1',
	name: 'Inbound Call Trigger',
	type: 'n8n-nodes-plivo-ultravox.inboundCallTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters,
});
const locator = (value: string, cachedResultName?: string) => ({
	__rl: true,
	mode: 'list',
	value,
	...(cachedResultName === undefined ? {} : { cachedResultName }),
});
const filled = (parameters: Record<string, unknown>) =>
	fillWorkflow([trigger(parameters)], filling)[0] as WorkflowNode;

describe('fillWorkflow', () => {
	it('fills number, agent and credentials that were left open', () => {
		const node = filled({ phoneNumbers: [], agent: locator(''), audioPath: 'direct' });
		expect(node.parameters).toEqual({
			phoneNumbers: ['+14155550101'],
			agent: locator('id-reception', 'Reception'),
			audioPath: 'direct',
		});
		expect(node.credentials).toEqual({
			plivoVoiceApi: { id: 'p', name: 'Plivo' },
			ultravoxApi: { id: 'u', name: 'Ultravox' },
		});
	});

	it("adds the bridge's credential where the audio passes it", () => {
		expect(filled({ audioPath: 'bridge' }).credentials).toHaveProperty('voiceBridgeApi');
	});

	it('finds an agent of an earlier start again by its name, wherever it stands', () => {
		const node = filled({
			ladder: { steps: [{ step: 'agent', agent: locator('old-id', 'Night Shift') }] },
			defaultAgent: locator('old-id', 'Somebody Else'),
		});
		expect(node.parameters.ladder).toEqual({
			steps: [{ step: 'agent', agent: locator('id-night', 'Night Shift') }],
		});
		expect(node.parameters.defaultAgent).toEqual(locator('id-reception', 'Reception'));
	});

	it('leaves what somebody chose', () => {
		const chosen = {
			phoneNumbers: ['+14155550177'],
			agent: { __rl: true, mode: 'id', value: 'id-night' },
			options: { greeting: 'Hi' },
		};
		expect(filled(chosen).parameters).toEqual(chosen);
		const byExpression = { agent: { __rl: true, mode: 'id', value: '={{ $json.agent }}' } };
		expect(filled(byExpression).parameters).toEqual(byExpression);
		const own = { ...trigger({}), credentials: { plivoVoiceApi: { id: 'own', name: 'Own' } } };
		expect(fillWorkflow([own], filling)[0]?.credentials?.plivoVoiceApi).toEqual({
			id: 'own',
			name: 'Own',
		});
	});

	const other = (type: string, parameters: Record<string, unknown>): WorkflowNode => ({
		...trigger(parameters),
		type,
	});

	it('fills nodes that call people, too', () => {
		const [node] = fillWorkflow(
			[other('n8n-nodes-plivo-ultravox.phoneAgent', { agent: locator(''), from: '' })],
			filling,
		);
		expect(node?.parameters).toEqual({
			agent: locator('id-reception', 'Reception'),
			from: '+14155550101',
		});
		expect(Object.keys(node?.credentials ?? {})).toEqual(['plivoVoiceApi', 'ultravoxApi']);
		const chosen = { from: '+14155550177', agent: locator('id-night', 'Night Shift') };
		const kept = fillWorkflow([other('n8n-nodes-plivo-ultravox.phoneAgent', chosen)], filling);
		expect(kept[0]?.parameters).toEqual(chosen);
	});

	it('gives each node the credentials it has use for', () => {
		const credentialsOf = (type: string, parameters = {}) =>
			fillWorkflow([other(type, parameters)], filling)[0]?.credentials;
		expect(credentialsOf('n8n-nodes-plivo-ultravox.plivoVoice')).toEqual({
			plivoVoiceApi: { id: 'p', name: 'Plivo' },
		});
		expect(credentialsOf('n8n-nodes-base.webhook', { authentication: 'headerAuth' })).toEqual({
			httpHeaderAuth: { id: 'h', name: 'Header' },
		});
		expect(credentialsOf('n8n-nodes-base.webhook')).toBeUndefined();
	});

	it('does not touch other nodes', () => {
		const set = { ...trigger({ agent: locator('') }), type: 'n8n-nodes-base.set' };
		expect(fillWorkflow([set], filling)).toEqual([set]);
	});
});

describe('what a workflow asks of the lab', () => {
	const nodes = [
		trigger({
			phoneNumbers: ['+14155550177', '={{ $json.number }}'],
			agent: locator('x', 'Night Shift'),
			ladder: { steps: [{ agent: locator('y', 'Reception') }, { agent: locator('') }] },
		}),
		trigger({ phoneNumbers: '={{ [] }}', defaultAgent: locator('x', 'Night Shift') }),
	];

	it('is its literal numbers', () => expect(answeredNumbers(nodes)).toEqual(['+14155550177']));
	it('is its agents, by name and once', () =>
		expect(namedAgents(nodes)).toEqual(['Night Shift', 'Reception']));
});
