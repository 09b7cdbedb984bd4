import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { resources } from '../../../nodes/PhoneAgent/resources';
import { call as callResource } from '../../../nodes/PhoneAgent/resources/call';
import { packageNodes } from '../../engine/support/packageSource';

const phoneAgent = packageNodes().find(({ className }) => className === 'PhoneAgent');

function optionsOf(operation: string): INodeProperties[] {
	const { properties = [] } =
		callResource.operations.find(({ value }) => value === operation) ?? {};
	return (properties.find(({ name }) => name === 'options')?.options ?? []) as INodeProperties[];
}

/** Options of an operation that the panel offers with this audio path. */
const offered = (operation: string, audioPath: string): string[] =>
	optionsOf(operation)
		.filter((option) =>
			NodeHelpers.displayParameter({}, option, { typeVersion: 1 }, null, { audioPath }),
		)
		.map(({ name }) => name);

test('a new node calls somebody and waits', () => {
	expect(callResource.defaultOperation).toBe('callAndWait');
	expect(resources).toContain(callResource);
	expect(phoneAgent?.instance.description.properties).toContainEqual(
		expect.objectContaining({ name: 'operation', default: 'callAndWait' }),
	);
});

test.each([
	['callAndWait', ['audioFormat']],
	['call', ['audioFormat', 'eventsUrl']],
	['testCall', ['audioFormat']],
])('%s offers no option that does nothing on the audio path', (operation, onBridge) => {
	const direct = offered(operation, 'direct');
	const bridge = offered(operation, 'bridge');
	expect(bridge.filter((name) => !direct.includes(name)).sort()).toEqual(onBridge);
	expect(direct.filter((name) => !bridge.includes(name))).toEqual(['ensureConfiguration']);
});

test('P2.6 that a lost agent is replaced is offered where an execution can be asked; elsewhere the panel says so', () => {
	const bridgeOptions = (operation: string) =>
		callResource.operations
			.find(({ value }) => value === operation)
			?.properties?.find(({ name }) => name === 'bridgeOptions');
	const offers = (operation: string) =>
		(bridgeOptions(operation)?.options as INodeProperties[]).some(({ name }) => name === 'resume');
	expect(['callAndWait', 'call', 'testCall'].map(offers)).toEqual([true, false, false]);
	expect(bridgeOptions('callAndWait')?.description).toBeUndefined();
	for (const operation of ['call', 'testCall']) {
		expect(bridgeOptions(operation)?.description).toMatch(/replaced only .* 'Call and Wait'/);
	}
});

test('the pace is one for all items: it takes no expression of theirs', () => {
	const pace = optionsOf('callAndWait').filter(({ name }) => name.startsWith('calls'));
	expect(pace.map(({ name, noDataExpression }) => [name, noDataExpression])).toEqual([
		['callsAtOnce', true],
		['callsPerSecond', true],
	]);
});

test('a switch that is off without its option says so, and is on when it is added', () => {
	const isOn = (option: INodeProperties) => option.default === true;
	const saysSo = /Off unless added|If this option is not added, the agent's own setting holds/;
	for (const operation of ['callAndWait', 'call', 'testCall']) {
		for (const option of optionsOf(operation).filter(({ type }) => type === 'boolean')) {
			expect([option.name, isOn(option), option.description]).toEqual([
				option.name,
				true,
				expect.stringMatching(saysSo),
			]);
		}
	}
});

test('options stand in the order of their names', () => {
	for (const operation of ['callAndWait', 'call', 'testCall']) {
		const names = optionsOf(operation)
			.filter(({ displayOptions }) => displayOptions?.show?.whenMachine === undefined)
			.map(({ displayName }) => displayName);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	}
});

describe('the Voice Bridge credential', () => {
	const description = phoneAgent?.instance.description;
	const asks = (parameters: INodeParameters): boolean =>
		(description?.credentials ?? []).some(
			(credential) =>
				credential.name === 'voiceBridgeApi' &&
				credential.required === true &&
				NodeHelpers.displayParameter(parameters, credential, null, description ?? null),
		);

	test.each<[boolean, INodeParameters]>([
		[true, { resource: 'call', operation: 'callAndWait', audioPath: 'bridge' }],
		[true, { resource: 'call', operation: 'answerCall', audioPath: 'bridge' }],
		[true, { resource: 'liveCall', operation: 'hangUp' }],
		[true, { resource: 'bridgeRecording', operation: 'getMany' }],
		[false, { resource: 'call', operation: 'callAndWait', audioPath: 'direct' }],
		[false, { resource: 'call', operation: 'answerCall', audioPath: 'direct' }],
		[false, { resource: 'call', operation: 'hangUp', findBy: 'callId' }],
		[false, { resource: 'call', operation: 'getResult', findBy: 'callKey' }],
		[false, { resource: 'agent', operation: 'create' }],
		[false, { resource: 'campaign', operation: 'start' }],
	])('is asked for: %s, %p', (isAsked, parameters) => {
		expect(asks(parameters)).toBe(isAsked);
	});
});
