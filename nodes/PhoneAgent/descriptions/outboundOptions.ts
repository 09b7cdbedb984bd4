import type { INodeProperties } from 'n8n-workflow';
import { audioFormat } from '../../shared/descriptions/audio';
import { languageHint, maximumDuration, recordCall } from '../../shared/descriptions/callOptions';

const forMessage: INodeProperties['displayOptions'] = {
	show: { whenMachine: ['leaveMessage'] },
};
const onDirect: INodeProperties['displayOptions'] = { show: { '/audioPath': ['direct'] } };
const onBridge: INodeProperties['displayOptions'] = { show: { '/audioPath': ['bridge'] } };

/** The name of a call: two with the same are one. */
const callKey: INodeProperties = {
	displayName: 'Call Key',
	name: 'callKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. reminder-{{ $json.appointmentId }}',
	description:
		'A name of your own for this call. Under the same name nobody is dialed again, in any run, also when the first call is over: its result is given instead. All workflows that use this Ultravox account share these names. When empty, the name is made of workflow, run and item.',
};

const callsAtOnce: INodeProperties = {
	displayName: 'Calls at Once',
	name: 'callsAtOnce',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 5,
	description:
		"The most calls of this run that are up at the same time; the next waits for one to end, also for hours: 'Dial Until' sets an end to that. Calls of other runs are not counted. 5 if not set.",
};

const callsPerSecond: INodeProperties = {
	displayName: 'Calls per Second',
	name: 'callsPerSecond',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 0.01, maxValue: 30, numberPrecision: 2 },
	default: 1,
	description:
		'The pace of dialing when there are several items, such as 0.5 for one in two seconds. Plivo starts two calls per second unless your account may start more: at a higher pace the others wait there, while their agents wait for them.',
};

const defaultCountry: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. US',
	description: 'Two-letter code of the country that numbers without a country code belong to',
};

const dialUntil: INodeProperties = {
	displayName: 'Dial Until',
	name: 'dialUntil',
	type: 'string',
	default: '',
	placeholder: 'e.g. 18:00',
	description:
		'Nobody is dialed later than that; who is still due then says so. A time alone is that of today, and, like a date and time, in the time zone of the workflow unless it names its own, such as 2026-11-20T18:00:00-05:00.',
	hint: 'With many items, the last ones can be due hours after the first, also after an outage of n8n',
};

const ensureConfiguration: INodeProperties = {
	displayName: 'Update Plivo Configuration',
	name: 'ensureConfiguration',
	type: 'boolean',
	default: true,
	displayOptions: onDirect,
	description:
		'Whether to replace the Plivo credential that Ultravox has, where it is another than yours, such as that of another account, or one from before you changed yours. Off unless added. Where Ultravox has none, it is given yours without this option.',
};

const firstSentence: INodeProperties = {
	displayName: 'First Sentence',
	name: 'firstSentence',
	type: 'string',
	default: '',
	placeholder: 'e.g. Hello, this is Anna from Example Dental.',
	description:
		'What the agent says when the person who picked up stays silent. Whoever picks up speaks first. When empty, the agent says its own first message, or finds words where it has none.',
};

const firstSentenceDelay: INodeProperties = {
	displayName: 'First Sentence Delay (Seconds)',
	name: 'firstSentenceDelay',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 1 },
	default: 4,
	description:
		"How long the agent waits for the person to speak before it says the first sentence. If not set, the agent's own time, or 4 where it has none.",
};

const machineMessage: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		displayOptions: forMessage,
		placeholder: 'e.g. This is Example Dental. Please call us back at 555 0100.',
		description:
			"What is said to the answering machine after its beep, in one of Plivo's voices. 'Leave a Message' needs it.",
	},
	{
		displayName: 'Message Language',
		name: 'language',
		type: 'string',
		default: 'en-US',
		displayOptions: forMessage,
		placeholder: 'e.g. es-ES',
		description: 'The language of the message',
	},
	{
		displayName: 'Message Voice',
		name: 'voice',
		type: 'string',
		default: 'WOMAN',
		displayOptions: forMessage,
		placeholder: 'e.g. Polly.Lucia',
		description:
			"Plivo's name of the voice that says the message: WOMAN, MAN, or one of Amazon Polly",
	},
];

const ringTime: INodeProperties = {
	displayName: 'Ring Time (Seconds)',
	name: 'ringTime',
	type: 'number',
	typeOptions: { minValue: 5, maxValue: 120 },
	default: 45,
	description: 'How long the phone rings before the call is given up',
};

const whenMachine: INodeProperties = {
	displayName: 'When a Machine Answers',
	name: 'whenMachine',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Hang Up', value: 'hangUp' },
		{
			name: 'Leave a Message',
			value: 'leaveMessage',
			description: "The text of the option 'Message' is said after the machine's beep: add it, too",
		},
		{
			name: 'Talk Anyway',
			value: 'talkAnyway',
			description: 'Nothing is detected: the agent talks with whatever picks up',
		},
	],
	default: 'hangUp',
	description:
		'What to do when an answering machine picks up. Without this option Plivo hangs up. Detecting a machine can take a few seconds, and can be wrong.',
};

/** Options of every outbound call, by name. */
export const outboundOptions: INodeProperties[] = [
	{
		...audioFormat,
		displayOptions: onBridge,
		description: 'How Plivo sends the audio to your bridge. Nothing is resampled on the way.',
	},
	callKey,
	callsAtOnce,
	callsPerSecond,
	defaultCountry,
	dialUntil,
	firstSentence,
	firstSentenceDelay,
	{ ...languageHint },
	{
		...maximumDuration,
		description:
			'After this the agent ends the call. A talk with the human that it hands off to goes on.',
	},
	...machineMessage,
	{ ...recordCall },
	ringTime,
	ensureConfiguration,
	whenMachine,
];

/** Options about the result, for calls that are waited for. */
export const resultOptions: INodeProperties[] = [
	{
		displayName: 'Outputs',
		name: 'outputs',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'One', value: 'one', description: 'All results come out in input order' },
			{
				name: 'By Outcome',
				value: 'byOutcome',
				description:
					'For one item at a time, such as inside a loop: Completed, Voicemail, Not Reached, Failed. Needs n8n 2.39 or newer.',
			},
		],
		default: 'one',
		description: 'Where the results come out',
	},
	{
		displayName: 'Rate per Minute of Ultravox',
		name: 'ultravoxRate',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: 0.05,
		description:
			'What your Ultravox plan charges for a minute, in dollars: Ultravox does not tell what a call has cost. It is multiplied with the time it bills. If this option is not added, the cost of that side stays empty.',
	},
	{
		displayName: 'Wait for Billing',
		name: 'waitForBilling',
		type: 'boolean',
		noDataExpression: true,
		default: true,
		description:
			'Whether to wait until both providers have told what they bill, which they do up to some minutes after the end of the call. Off unless added: the cost can be empty then. If they have not told by the deadline, the item comes out as a timeout, and Get Result completes it.',
	},
];
