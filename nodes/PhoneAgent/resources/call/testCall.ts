import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { callContextFromUltravox, mergeCallContext } from '../../../shared/callContext';
import { placedFacts } from '../../../shared/callResult/resultItem';
import type { StepsOperation } from '../../../shared/operations/operation';
import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { outboundBridgeOptions, outboundCallFields } from '../../descriptions/outboundCall';
import { outboundOptions } from '../../descriptions/outboundOptions';
import { callbacksOf } from '../../outbound/callbacks';
import type { OutboundCall } from '../../outbound/outboundCall';
import { prepareOne } from '../../outbound/prepare';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { runTestCall } from '../../testCall/runTestCall';

/** What has a meaning when one phone is tried. */
const OPTIONS = new Set([
	'audioFormat',
	'defaultCountry',
	'ensureConfiguration',
	'firstSentence',
	'firstSentenceDelay',
	'languageHint',
	'maximumDuration',
	'ringTime',
]);

/** A test that nobody ends is over after this many seconds. */
const LONGEST_TEST_SECONDS = 60;

const options: INodeProperties[] = outboundOptions
	.filter(({ name }) => OPTIONS.has(name))
	.map((option) =>
		option.name === 'maximumDuration' ? { ...option, default: LONGEST_TEST_SECONDS } : option,
	);

/**
 * Calls one phone and tells which step of it worked (D4.12): what can be checked without dialing is checked first, then the call is
 * listened to until both sides were heard, and hung up.
 */
export const testCall: StepsOperation<PhoneAgentApi> = {
	name: 'Test Call',
	value: 'testCall',
	action: 'Make test call',
	description:
		'Rings a phone and spends money: call your own phone, say something, and read which step of a call works and which does not',
	properties: [
		...outboundCallFields.filter(({ name }) => name !== 'metadata'),
		optionsCollection(options),
		outboundBridgeOptions,
	],
	execute: async (api, parameters) => {
		const { context, itemIndex } = api;
		const { placing, call } = await prepareOne(api, parameters);
		// The bridge takes no call without an address, and tells nothing there: this execution does not sleep, it asks.
		const { webhookUrl: eventsUrl } = await callbacksOf(context, placing.identity.run);
		const limited: OutboundCall = {
			...call,
			longestSeconds: call.longestSeconds ?? LONGEST_TEST_SECONDS,
			// Whoever picks up is listened to.
			machine: { ...call.machine, choice: 'talkAnyway' },
		};
		const { steps, placed, heard } = await runTestCall(
			{ context, itemIndex },
			{ ...placing, eventsUrl, events: [] },
			limited,
			parameters,
		);
		const facts = mergeCallContext(
			placed ? placedFacts(placed) : { to: call.to, from: call.from, direction: 'outbound' },
			heard ? callContextFromUltravox(heard.object) : {},
		);
		const json: IDataObject = {
			call: facts as unknown as IDataObject,
			ok: steps.every(({ ok }) => ok === true),
			steps: steps as unknown as IDataObject[],
		};
		return [{ json }];
	},
};
