import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { AllItemsOperation, OperationItem } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { someAtATime } from '../../../shared/someAtATime';
import { getUltravoxAccount } from '../../../shared/ultravoxRequest';
import type { ResultOptions } from '../../campaign/attemptResult';
import { oneCampaign } from '../../campaign/campaignOf';
import type { ReadCampaign } from '../../campaign/readCampaign';
import { readCampaign } from '../../campaign/readCampaign';
import type { RowResult } from '../../campaign/resultItems';
import { rowResult, strangerResult } from '../../campaign/resultItems';
import { rowIndex } from '../../campaign/rowIndex';
import type { RowState } from '../../campaign/rowStates';
import { defaultCountry, rowId, rowProperties, startedCampaign } from '../../descriptions/campaign';
import type { PhoneAgentApi } from '../../phoneAgentApi';

const forItems = { show: { rows: ['items'] } };

const properties: INodeProperties[] = [
	...startedCampaign,
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Of the Campaign',
				value: 'campaign',
				description: 'One result for each row that the campaign was started with',
			},
			{
				name: 'Input Items',
				value: 'items',
				description: 'One result for each item that comes in, joined to it',
			},
		],
		default: 'campaign',
		description: 'What there is one result of',
	},
	...rowProperties.map((property) => ({
		...property,
		description: 'The phone number by which the result of the item is found',
		displayOptions: forItems,
	})),
	optionsCollection([
		defaultCountry,
		{
			displayName: 'Include Phone Record',
			name: 'phoneRecord',
			type: 'boolean',
			default: true,
			description:
				'Whether Plivo is asked what became of each call and what it cost. Without it, busy and not answered cannot be told apart. On if not set.',
		},
		{
			displayName: 'Include Transcript',
			name: 'transcript',
			type: 'boolean',
			default: true,
			description: 'Whether to give what was said in each call. On if not set.',
		},
		rowId,
	]),
];

/** Whether the node can ask Plivo. */
export const asksPlivo = ({ context }: PhoneAgentApi): boolean =>
	context.getNode().credentials?.plivoVoiceApi !== undefined;

async function resultOptions(api: PhoneAgentApi, given: Parameters): Promise<ResultOptions> {
	return {
		transcript: given.optionalFlag('transcript') ?? true,
		phoneRecord: asksPlivo(api) && (given.optionalFlag('phoneRecord') ?? true),
		ultravoxUrl: (await getUltravoxAccount(api.context)).baseUrl,
		taken: new Set(),
	};
}

async function ofCampaign(
	api: PhoneAgentApi,
	{ campaign, rows }: ReadCampaign,
	options: ResultOptions,
): Promise<OperationItem[]> {
	return await someAtATime(rows, async (row) => ({
		json: await rowResult(api, campaign, row, options),
	}));
}

async function ofItems(
	api: PhoneAgentApi,
	items: readonly Parameters[],
	{ campaign, rows }: ReadCampaign,
	options: ResultOptions,
): Promise<OperationItem[]> {
	const rowOf = rowIndex(rows);
	const input = api.context.getInputData();
	// Several items may be the same row, which is asked about once.
	const known = new Map<RowState, Promise<RowResult>>();
	const resultOf = async (row: RowState) => {
		const result = known.get(row) ?? rowResult(api, campaign, row, options);
		known.set(row, result);
		return await result;
	};
	return await someAtATime([...items.entries()], async ([item, parameters]) => {
		const row = rowOf(parameters);
		const result = row === undefined ? strangerResult(campaign) : await resultOf(row);
		const joined = { ...result.row, input: input[item]?.json ?? {} };
		return { json: { ...result, row: joined }, pairedItem: { item } };
	});
}

/** What became of each row, with the call's whole context (ultravox.md §2.2, §2.4, §6). */
export const getResults: AllItemsOperation<PhoneAgentApi> = {
	name: 'Get Results',
	value: 'getResults',
	action: 'Get results of campaign',
	description: 'Get what became of each row of a campaign: outcome, transcript, summary and cost',
	properties,
	executeAll: async (api, all) => {
		const items = all as [Parameters, ...Parameters[]];
		const [first] = items;
		const read = await readCampaign(api, oneCampaign(items));
		const options = await resultOptions(api, first.collection('options'));
		return first.choice('rows') === 'items'
			? await ofItems(api, items, read, options)
			: await ofCampaign(api, read, options);
	},
};
