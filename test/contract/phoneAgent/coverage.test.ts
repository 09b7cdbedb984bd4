import { readFileSync } from 'node:fs';
import { missingCases } from '../operations/coverage';
import { schemaFile } from '../operations/itemSchema';
import { offered, sortedOperations } from '../operations/offered';
import { keptOf, NODE, runCase } from '../operations/runCase';
import { allCases } from './cases';
import { agentCases } from './cases/agent';
import { callResultCases } from './cases/callResults';
import { campaignCases } from './cases/campaign';
import { outboundCallCases } from './cases/outboundCalls';
import operations from './operations.json';
import { PHONE_AGENT } from './support/checkCases';

const ofTheBridge = {
	liveCall: operations.liveCall,
	bridgeRecording: operations.bridgeRecording,
};

test('the node offers every operation of the list, and no other', () => {
	expect(sortedOperations(offered('PhoneAgent').list)).toEqual(sortedOperations(operations));
});

test('every operation of the bridge is checked with the smallest, a full and a bad input', () => {
	expect(missingCases(ofTheBridge, allCases)).toEqual([]);
});

test('every operation of agents is checked with the smallest, a full and a bad input', () => {
	expect(missingCases({ agent: operations.agent }, agentCases)).toEqual([]);
});

test('every operation of calls that are placed is checked with the smallest, a full and a bad input', () => {
	// Answer Call is about a call that waits at a trigger: test/engine/answerCall*.test.ts.
	const call = operations.call.filter((operation) => operation !== 'answerCall');
	expect(missingCases({ call }, [...outboundCallCases, ...callResultCases])).toEqual([]);
});

test('every operation of campaigns is checked with the smallest, a full and a bad input', () => {
	expect(missingCases({ campaign: operations.campaign }, campaignCases)).toEqual([]);
});

test('every operation has an output schema', () => {
	for (const name of sortedOperations(operations)) {
		const [resource = '', operation = ''] = name.split('.');
		const file = schemaFile('PhoneAgent', resource, operation);
		const schema = JSON.parse(readFileSync(file, 'utf8')) as { version?: number };
		expect({ name, version: schema.version }).toEqual({ name, version: 1 });
	}
});

test.each(Object.entries(ofTheBridge))(
	'%s: without a credential for the bridge, it is named',
	async (resource, [operation = '']) => {
		const one = allCases.find(
			(candidate) => candidate.resource === resource && candidate.operation === operation,
		);
		if (one === undefined) throw new Error(`There is no case of ${resource}.${operation}.`);
		const done = await runCase({ ...PHONE_AGENT, credentials: [] }, one);
		expect(done.requests).toEqual([]);
		expect(done.run.items(NODE)).toBeUndefined();
		expect(done.run.error?.message).toBe('No Voice Bridge credential is chosen');
		expect(keptOf(done)).toContain("under 'Voice Bridge Credential'");
	},
);
