import type { IDataObject } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import type { NamedValue } from '../../shared/agentContext';
import { metadataFrom, nestedContext } from '../../shared/agentContext';
import type { StreamContentType } from '../../shared/audioFormat';
import { bridgeSettings } from '../../shared/bridgeSettings';
import type { Parameters } from '../../shared/operations/parameters';
import type { MachineChoice, MachinePlan } from '../../shared/placedCall';
import { OUR_METADATA_KEYS } from '../../shared/placedCall';
import type { ItemContext } from '../../shared/refusal';
import { callerId } from '../callerId';
import { readDialUntil } from './dialUntil';
import type { OutboundCall } from './outboundCall';
import type { RunIdentity } from './runIdentity';
import { defaultKey } from './runIdentity';

/** What is set where the option was not added: what the panel shows as its default. */
const USUAL = {
	ringSeconds: 45,
	contentType: 'audio/x-l16;rate=16000',
	whenMachine: 'hangUp',
	voice: 'WOMAN',
	language: 'en-US',
};
/** Bytes that fit into the address that answers a call through the bridge, beside the rest (plivo.md §7.1). */
const LONGEST_MESSAGE = 450;
/** Longer keys may not be kept; the length of metadata is not documented. */
const LONGEST_KEY = 200;
/** How a key ends whose last part is missing: `lead-`. */
const LACKS_FIELD = /[-_.:;,/|#+=~]$/;

/** What is the same for all items. */
export interface CallDefaults {
	identity: RunIdentity;
	/** Of the Plivo credential, as the user wrote it; '' when there is none. */
	defaultCallerId: string;
}

/**
 * Who is to be called for an item, and how. Sends no request.
 * @throws InputProblem or NodeOperationError that names what is wrong
 */
export function readOutboundCall(
	{ context, itemIndex }: ItemContext,
	parameters: Parameters,
	{ identity, defaultCallerId }: CallDefaults,
): OutboundCall {
	const options = parameters.collection('options');
	const to = parameters.phoneNumber('to', options.optionalText('defaultCountry'));
	const key = callKey(parameters);
	const from = callerId(parameters, options.optionalText('defaultCountry'), defaultCallerId);
	if (from === to) {
		throw parameters.problem('to', `is the number that calls, too: ${to}`, 'Call another number');
	}
	const longestSeconds = options.optionalInteger('maximumDuration', { min: 10, max: 86_400 });
	const dialUntil = readDialUntil(parameters, context.getTimezone());
	const recordingEnabled = options.optionalFlag('recordCall');
	const firstSentenceDelay = options.optionalNumber('firstSentenceDelay', { min: 0, max: 60 });
	return {
		item: itemIndex,
		key: key ?? defaultKey(identity, itemIndex, to),
		isOwnKey: key !== undefined,
		to,
		from,
		agentId: parameters.uuid('agent'),
		audioPath: parameters.choice('audioPath') as AudioPath,
		contentType: (options.optionalChoice('audioFormat') ?? USUAL.contentType) as StreamContentType,
		ringSeconds: options.optionalInteger('ringTime', { min: 5, max: 120 }) ?? USUAL.ringSeconds,
		...(longestSeconds === undefined ? {} : { longestSeconds }),
		...(dialUntil === undefined ? {} : { dialUntil }),
		machine: machinePlan(options),
		firstSentence: options.optionalText('firstSentence') ?? '',
		...(firstSentenceDelay === undefined ? {} : { firstSentenceDelay }),
		...(recordingEnabled === undefined ? {} : { recordingEnabled }),
		templateContext: contextOf(context, parameters, options),
		metadata: metadataOf(context, parameters),
		bridge: bridgeSettings(parameters.optionalObject('bridgeOptions') ?? {}),
	};
}

/**
 * The user's own key; undefined where the option was not added. One that lacks a field of the item would be the same for several people.
 */
function callKey(parameters: Parameters): string | undefined {
	// An expression that comes to nothing has no value, though the option was added.
	if (!('callKey' in (parameters.optionalObject('options') ?? {}))) return undefined;
	const options = parameters.collection('options');
	const key = options.optionalText('callKey');
	if (key === undefined) {
		throw options.problem(
			'callKey',
			'is empty',
			'The item may lack the field that it is made of. Remove the option to have a key made for each item',
		);
	}
	if (LACKS_FIELD.test(key)) {
		throw options.problem(
			'callKey',
			`ends with a separator: '${key}'`,
			'The item seems to lack the field that follows: without it several people would have the same key',
		);
	}
	if (key.length > LONGEST_KEY) {
		throw options.problem('callKey', `has ${key.length} characters, and may have ${LONGEST_KEY}`);
	}
	return key;
}

function machinePlan(options: Parameters): MachinePlan {
	const choice = (options.optionalChoice('whenMachine') ?? USUAL.whenMachine) as MachineChoice;
	const plan: MachinePlan = {
		choice,
		message: '',
		voice: options.optionalText('voice') ?? USUAL.voice,
		language: options.optionalText('language') ?? USUAL.language,
	};
	if (choice !== 'leaveMessage') return plan;
	const message = options.optionalText('message');
	if (message === undefined) {
		throw options.problem(
			'message',
			'is empty',
			"Write what is said to the machine, or set 'When a Machine Answers' to 'Hang Up'",
		);
	}
	if (Buffer.byteLength(message, 'utf8') > LONGEST_MESSAGE) {
		throw options.problem(
			'message',
			'is too long',
			'Shorten it to 400 letters, and to 150 in a script that is not Latin',
		);
	}
	return { ...plan, message };
}

const namedValues = (parameters: Parameters, name: string): NamedValue[] =>
	parameters.rows(name).map((row) => ({ name: row.optionalText('name'), value: row.raw('value') }));

function contextOf(
	context: ItemContext['context'],
	parameters: Parameters,
	options: Parameters,
): IDataObject {
	const language = options.optionalText('languageHint');
	return nestedContext(
		context.getNode(),
		namedValues(parameters, 'templateContext'),
		language === undefined ? {} : { languageHint: language },
	);
}

/** The user's own metadata: what calls are found by cannot be given. */
function metadataOf(context: ItemContext['context'], parameters: Parameters): IDataObject {
	const metadata = metadataFrom(context.getNode(), namedValues(parameters, 'metadata'));
	const ours = Object.keys(metadata).find((key) => OUR_METADATA_KEYS.has(key));
	if (ours === undefined) return metadata;
	throw parameters.problem('metadata', `cannot have the key '${ours}'`, 'Calls are found by it');
}
