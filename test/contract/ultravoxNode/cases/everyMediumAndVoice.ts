import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import { created, simple } from '../support/agentCallCase';
import { callCase, CALLS } from '../support/callCase';
import { everyExternalVoice } from '../support/everyExternalVoice';
import { calls, everyMedium } from '../support/everyMedium';
import { agent, one, PATH } from './agentObjects';

const whoBegins = (isCalling: boolean) => (isCalling ? { firstSpeakerSettings: { user: {} } } : {});

const createsCall = (title: string, parameters: ContractCase['parameters'], body: object) =>
	callCase('create', 'full', title, {
		source: 'ultravox.md §2.1, §3, §7.2',
		parameters,
		answers: [created],
		requests: [{ method: 'POST', path: CALLS, body }],
		items: simple,
	});

const createsAgent = (
	title: string,
	parameters: ContractCase['parameters'],
	callTemplate: object,
): ContractCase => ({
	resource: 'agent',
	operation: 'create',
	size: 'full',
	title,
	source: 'ultravox.md §3, §4.1, §7.2',
	parameters: { name: 'Receptionist', ...parameters },
	answers: [answer(201, agent)],
	requests: [{ method: 'POST', path: PATH, body: { name: 'Receptionist', callTemplate } }],
	items: [agent],
});

/** Calls over every medium, and with a voice of every provider. */
export const callVariantCases: ContractCase[] = [
	...everyMedium.map((variant) =>
		createsCall(`P2.1 every field of the medium ${variant.name}`, variant.parameters, {
			medium: variant.body,
			...whoBegins(calls(variant)),
		}),
	),
	...everyExternalVoice.map(({ name, parameters, body }) =>
		createsCall(
			`every field of a voice of ${name}`,
			{ voiceAndModel: { externalVoice: parameters } },
			{ medium: { plivo: {} }, externalVoice: body },
		),
	),
];

/** Agents with the same. */
export const agentVariantCases: ContractCase[] = [
	...everyMedium.map((variant) =>
		createsAgent(
			`P2.1 every field of the medium ${variant.name}`,
			{ callSettings: { mediumSettings: one(variant.parameters) } },
			{ medium: variant.body, ...whoBegins(calls(variant)) },
		),
	),
	...everyExternalVoice.map(({ name, parameters, body }) =>
		createsAgent(
			`every field of a voice of ${name}`,
			{ voiceAndModel: { externalVoice: parameters } },
			{ externalVoice: body },
		),
	),
];
