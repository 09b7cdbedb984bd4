import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, nothingToChange } from '../../operations/contractCase';
import { goneCases } from '../support/deletion';

/** A provider whose credentials are typed into the node. */
export interface TypedProvider {
	resource: 'twilioConfiguration' | 'telnyxConfiguration';
	name: string;
	/** Every field of the credentials, as typed and as sent. */
	credentials: Record<string, string>;
	/** Those that no answer, item or refusal may show, and what Ultravox shows of each. */
	secrets: string[];
	/** A field that is too short, too long or missing. */
	bad: { parameters: IDataObject; refusal: RegExp };
}

const ANNA = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const BEN = '06ecae31-4bf8-40b9-ac62-e902418e9935';
const SOURCE = 'ultravox.md §5.1';

/** The cases of a provider whose configuration is like Plivo's but for what signs in (ultravox.md §5.1). */
export function typedConfigurationCases({
	resource,
	name,
	credentials,
	secrets,
	bad,
}: TypedProvider): ContractCase[] {
	const path = `/api/telephony_configs/${name.toLowerCase()}`;
	const readable = Object.fromEntries(
		Object.entries(credentials).map(([field, value]): [string, unknown] =>
			secrets.includes(field) ? [`${field}Prefix`, { prefix: value.slice(0, 6) }] : [field, value],
		),
	) as IDataObject;
	const stored = (fields: IDataObject = {}): IDataObject => ({
		callCreationAllowedAgentIds: [],
		callCreationAllowAllAgents: false,
		requestContextMapping: {},
		...readable,
		...fields,
	});
	const secretValues = secrets.map((field) => credentials[field] ?? '');
	const one = (rest: Omit<ContractCase, 'resource' | 'source'>): ContractCase => ({
		...rest,
		resource,
		source: SOURCE,
	});
	const reads = { method: 'GET', path } as const;
	const missing = answer(404, { detail: 'Not found.' });
	const fresh = { ...credentials, callCreationAllowAllAgents: false };
	return [
		one({
			operation: 'create',
			size: 'smallest',
			title: 'U0.1 U0.6 the credentials alone: no agent is allowed',
			parameters: credentials,
			answers: [answer(201, stored())],
			requests: [{ method: 'POST', path, body: fresh }],
			items: [stored()],
		}),
		one({
			operation: 'create',
			size: 'full',
			title: 'U0.7 agents and a mapping; the preview is of a made-up call',
			parameters: {
				...credentials,
				callCreationAllowedAgentIds: [ANNA],
				additionalFields: {
					requestContextMapping: {
						values: [{ requestField: 'From', contextField: 'user.phone_number' }],
					},
				},
			},
			answers: [
				answer(
					201,
					stored({
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { From: 'user.phone_number' },
					}),
				),
			],
			requests: [
				{
					method: 'POST',
					path,
					body: {
						...fresh,
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { From: 'user.phone_number' },
					},
				},
			],
			items: [
				{
					...stored({
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { From: 'user.phone_number' },
					}),
					contextPreview: { user: { phone_number: '+14155550100' } },
				},
			],
		}),
		one({
			operation: 'create',
			size: 'bad',
			title: 'what signs in is not complete',
			...bad,
			requests: [],
		}),
		one({
			operation: 'create',
			size: 'more',
			title: 'U0.3 secrets that are typed are told nowhere',
			parameters: credentials,
			answers: [answer(400, { detail: `wrong: ${secretValues.join(' ')}` })],
			requests: [{ method: 'POST', path, body: fresh }],
			refusal: new RegExp(`wrong: ${secretValues.map(() => '\\[removed\\]').join(' ')}$`),
		}),
		one({
			operation: 'create',
			size: 'more',
			title: 'U0.3 secrets are in no item, though the answer holds them',
			parameters: credentials,
			answers: [answer(201, stored({ note: secretValues.join(' ') }))],
			requests: [{ method: 'POST', path, body: fresh }],
			items: [stored({ note: secretValues.map(() => '[removed]').join(' ') })],
		}),
		one({
			operation: 'get',
			size: 'smallest',
			title: 'U0.4 what is stored',
			parameters: {},
			answers: [answer(200, stored())],
			requests: [reads],
			items: [stored()],
		}),
		one({
			operation: 'get',
			size: 'full',
			title: 'U0.7 with the context that a sample gives',
			parameters: { options: { previewSample: '{"From": "+15551234567"}' } },
			answers: [answer(200, stored({ requestContextMapping: { From: 'caller' } }))],
			requests: [reads],
			items: [
				{
					...stored({ requestContextMapping: { From: 'caller' } }),
					contextPreview: { caller: '+15551234567' },
				},
			],
		}),
		one({
			operation: 'get',
			size: 'bad',
			title: 'none is stored',
			parameters: {},
			answers: [missing],
			requests: [reads],
			refusal: new RegExp(`Ultravox has no ${name} configuration in this account`),
		}),
		one({
			operation: 'update',
			size: 'smallest',
			title: 'U0.8 only what was changed is sent',
			parameters: { updateFields: { callCreationAllowAllAgents: true } },
			answers: [answer(200, stored({ callCreationAllowAllAgents: true }))],
			requests: [{ method: 'PATCH', path, body: { callCreationAllowAllAgents: true } }],
			items: [stored({ callCreationAllowAllAgents: true })],
		}),
		one({
			operation: 'update',
			size: 'full',
			title: 'U0.8 everything at once',
			parameters: {
				updateFields: {
					...credentials,
					callCreationAllowedAgentIds: [ANNA],
					callCreationAllowAllAgents: false,
					requestContextMapping: { values: [{ requestField: 'To', contextField: 'called' }] },
					previewSample: '{}',
				},
			},
			answers: [answer(200, stored())],
			requests: [
				{
					method: 'PATCH',
					path,
					body: {
						...fresh,
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { To: 'called' },
					},
				},
			],
			items: [stored()],
		}),
		one({
			operation: 'update',
			size: 'bad',
			parameters: {},
			...nothingToChange,
		}),
		...goneCases(one, {
			parameters: {},
			path,
			item: { provider: name.toLowerCase() },
			row: 'U0.8',
		}),
		one({
			operation: 'delete',
			size: 'bad',
			title: 'none is stored',
			parameters: {},
			answers: [missing],
			requests: [{ method: 'DELETE', path }],
			refusal: new RegExp(`Ultravox has no ${name} configuration in this account`),
		}),
		one({
			operation: 'ensure',
			size: 'smallest',
			title: 'U0.9 there is none: it is created',
			parameters: credentials,
			answers: [missing, answer(201, stored())],
			requests: [reads, { method: 'POST', path, body: fresh }],
			items: [{ ...stored(), created: true, changed: true }],
		}),
		one({
			operation: 'ensure',
			size: 'full',
			title: 'U0.9 an agent leaves, the mapping differs, what signs in is another',
			parameters: {
				...Object.fromEntries(
					Object.entries(credentials).map(([field, value]) => [
						field,
						secrets.includes(field) ? `other-${value}` : value,
					]),
				),
				agentChange: 'remove',
				callCreationAllowedAgentIds: [BEN],
				additionalFields: {
					callCreationAllowAllAgents: false,
					requestContextMapping: { values: [{ requestField: 'To', contextField: 'called' }] },
					previewSample: '{"To": "+1"}',
				},
			},
			answers: [
				answer(200, stored({ callCreationAllowedAgentIds: [ANNA, BEN] })),
				answer(
					200,
					stored({
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { To: 'called' },
					}),
				),
			],
			requests: [
				reads,
				{
					method: 'PATCH',
					path,
					body: {
						...Object.fromEntries(
							Object.entries(credentials).map(([field, value]) => [
								field,
								secrets.includes(field) ? `other-${value}` : value,
							]),
						),
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { To: 'called' },
					},
				},
			],
			items: [
				{
					...stored({
						callCreationAllowedAgentIds: [ANNA],
						requestContextMapping: { To: 'called' },
					}),
					contextPreview: { called: '+1' },
					created: false,
					changed: true,
				},
			],
		}),
		one({
			operation: 'ensure',
			size: 'more',
			title: 'U0.9 run again, nothing is written',
			parameters: { ...credentials, callCreationAllowedAgentIds: [ANNA] },
			answers: [answer(200, stored({ callCreationAllowedAgentIds: [ANNA, BEN] }))],
			requests: [reads],
			items: [
				{
					...stored({ callCreationAllowedAgentIds: [ANNA, BEN] }),
					created: false,
					changed: false,
				},
			],
		}),
		one({
			operation: 'ensure',
			size: 'bad',
			title: 'what signs in is not complete',
			...bad,
			requests: [],
		}),
	];
}
