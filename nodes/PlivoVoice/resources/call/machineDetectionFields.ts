import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Bounds, Parameters } from '../../../shared/operations/parameters';
import { methodField, urlField } from '../../descriptions/callbackFields';
import { endpoint, refuseAlone } from '../../endpoint';

interface Tuning {
	displayName: string;
	name: string;
	/** The field of the request. */
	field: string;
	bounds: Required<Bounds>;
	/** Plivo's default. */
	usual: number;
	description: string;
}

const TUNING: Tuning[] = [
	{
		displayName: 'Machine Detection Initial Greeting',
		name: 'machineDetectionInitialGreeting',
		field: 'machine_detection_initial_greeting',
		bounds: { min: 1000, max: 5000 },
		usual: 1500,
		description: 'Milliseconds: a first greeting longer than this is a machine',
	},
	{
		displayName: 'Machine Detection Initial Silence',
		name: 'machineDetectionInitialSilence',
		field: 'machine_detection_initial_silence',
		bounds: { min: 2000, max: 10_000 },
		usual: 4500,
		description: 'Milliseconds: a silence longer than this at the start is a machine',
	},
	{
		displayName: 'Machine Detection Maximum Speech Length',
		name: 'machineDetectionMaximumSpeechLength',
		field: 'machine_detection_maximum_speech_length',
		bounds: { min: 1000, max: 6000 },
		usual: 5000,
		description: 'Milliseconds: speech longer than this is a machine',
	},
	{
		displayName: 'Machine Detection Maximum Words',
		name: 'machineDetectionMaximumWords',
		field: 'machine_detection_maximum_words',
		bounds: { min: 2, max: 10 },
		usual: 3,
		description: 'More words than this in the greeting are a machine',
	},
	{
		displayName: 'Machine Detection Time',
		name: 'machineDetectionTime',
		field: 'machine_detection_time',
		bounds: { min: 2000, max: 10_000 },
		usual: 5000,
		description: 'Milliseconds until it has to be known who picked up',
	},
];

/** Who picked up, a person or a machine (plivo.md §5.1, §6.5). */
export const machineDetectionFields: INodeProperties[] = [
	{
		displayName: 'Machine Detection',
		name: 'machineDetection',
		type: 'options',
		options: [
			{ name: 'Hang Up on Machine', value: 'hangup' },
			{ name: 'Tell', value: 'true', description: 'The answer URL, or the URL below, is told' },
		],
		default: 'true',
		description: 'What to do about answering machines',
	},
	methodField('Machine Detection Method', 'machineDetectionMethod', 'POST'),
	urlField(
		'Machine Detection URL',
		'machineDetectionUrl',
		'Is told who picked up, while the call goes on with the answer URL at once',
	),
	...TUNING.map(({ displayName, name, bounds, usual, description }): INodeProperties => ({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: bounds.min, maxValue: bounds.max },
		default: usual,
		description,
	})),
];

/** The fields of the request; how to detect says nothing unless it is switched on. */
export function machineDetection(fields: Parameters): IDataObject {
	const detection = fields.optionalChoice('machineDetection');
	const names = machineDetectionFields.map(({ name }) => name);
	refuseAlone(
		fields,
		names.filter((name) => name !== 'machineDetection'),
		'machineDetection',
		detection !== undefined,
	);
	return given({
		machine_detection: detection,
		...endpoint(fields, 'machineDetection'),
		...Object.fromEntries(
			TUNING.map(({ name, field, bounds }) => [field, fields.optionalInteger(name, bounds)]),
		),
	});
}
