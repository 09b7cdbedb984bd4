import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { placedFacts } from '../../../shared/callResult/resultItem';
import type { OutputsOperation } from '../../../shared/operations/operation';
import type { PlacedCall } from '../../../shared/placedCall';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { outboundBridgeOptions, outboundCallFields } from '../../descriptions/outboundCall';
import { outboundOptions } from '../../descriptions/outboundOptions';
import { errorItem, inInputOrder } from '../../outbound/items';
import type { OutboundCall } from '../../outbound/outboundCall';
import { placeAll } from '../../outbound/placeAll';
import type { Placing } from '../../outbound/placing';
import { prepare } from '../../outbound/prepare';
import { assertNoMessage } from '../../outbound/unheard';
import type { Parameters } from '../../../shared/operations/parameters';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { waitingUrl } from '../../waiting/waitingUrl';

const eventsUrl: INodeProperties = {
	displayName: 'Events URL',
	name: 'eventsUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/call-events',
	displayOptions: { show: { '/audioPath': ['bridge'] } },
	description:
		'Where your bridge reports the call, such as an address that starts another workflow. When empty, it reports nothing: with this operation no execution waits to hear it.',
};

/** Dials and goes on at once (P2.5, P2.6): how the call went is asked later, with Get Result. */
export const call: OutputsOperation<PhoneAgentApi> = {
	name: 'Call',
	value: 'call',
	action: 'Call without waiting',
	description:
		'Rings a phone and spends money: have an agent call a person, and go on at once without knowing how the call went',
	properties: [
		...outboundCallFields,
		optionsCollection([...outboundOptions, eventsUrl]),
		outboundBridgeOptions,
	],
	executeOutputs: async (api, parameters) => {
		const [first] = parameters;
		const { placing, calls, bad, pace } = await prepare(api, parameters, {
			waits: false,
			isGood: canGoUnheard,
		});
		const heard = first.collection('options').optionalUrl('eventsUrl');
		const placed = await placeAll({ ...placing, ...reports(api, heard) }, calls, pace);
		return [inInputOrder(placed.map(placedItem), bad.map(errorItem))];
	},
};

/** Where the bridge reports. It takes no call without an address: where nobody is to hear it, it tells nothing there. */
function reports(
	{ context }: PhoneAgentApi,
	eventsUrl: string | undefined,
): Pick<Placing, 'eventsUrl' | 'events'> {
	return eventsUrl === undefined
		? { eventsUrl: `${waitingUrl(context).origin}/`, events: [] }
		: { eventsUrl };
}

/** What needs somebody who hears of the call cannot be had without waiting. */
function canGoUnheard(placed: OutboundCall, parameters: Parameters): void {
	assertNoMessage(placed, parameters, "Use 'Call and Wait'");
	parameters.collection('options').optionalUrl('eventsUrl');
}

/** What is known right after dialing. */
function placedItem(placed: PlacedCall): INodeExecutionData {
	const { state, reason, key } = placed;
	const facts = placedFacts(placed);
	const isUp = state === 'placed' || state === 'known';
	const json: IDataObject = {
		call: {
			...facts,
			status: state === 'placed' ? 'queued' : null,
			outcome: isUp ? null : 'failed',
		},
		state,
		reason,
		key,
		placed: placed as unknown as IDataObject,
	};
	return { json, pairedItem: { item: placed.item } };
}
