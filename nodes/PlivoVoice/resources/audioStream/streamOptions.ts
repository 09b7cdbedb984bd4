import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { audioFormat } from '../../../shared/descriptions/audio';
import { byLabel } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { methodField, urlField } from '../../descriptions/callbackFields';
import { headerList, headerRows } from '../../descriptions/headerRows';
import { endpoint, refuseAlone } from '../../endpoint';

const LARGEST_HEADERS = 512;
const LONGEST_STREAM = 86_400;

const contentType = { ...audioFormat, name: 'contentType' };

/** Everything a stream can be started with besides its address (plivo.md §5.4). */
export const streamOptions: INodeProperties[] = byLabel([
	contentType,
	{
		displayName: 'Audio Track',
		name: 'audioTrack',
		type: 'options',
		options: [
			{ name: 'Both', value: 'both' },
			{ name: 'Inbound', value: 'inbound', description: 'What the other side says' },
			{ name: 'Outbound', value: 'outbound', description: 'What is said to the other side' },
		],
		default: 'both',
		description: 'What is sent; a bidirectional stream carries the inbound track only',
	},
	{
		displayName: 'Bidirectional',
		name: 'bidirectional',
		type: 'boolean',
		default: true,
		description: 'Whether the WebSocket can speak into the call, too',
	},
	{
		displayName: 'CX Bot',
		name: 'cxBot',
		type: 'boolean',
		default: true,
		description: "Whether it is a stream for Plivo's CX bot, which Plivo does not document",
	},
	headerRows(
		'Extra Headers',
		'extraHeaders',
		'Are told to the WebSocket at the start, and logged by Plivo: nothing secret; letters and digits only',
	),
	{
		displayName: 'Noise Cancellation',
		name: 'noiseCancellation',
		type: 'boolean',
		default: true,
		description: 'Whether background noise is taken out',
	},
	{
		displayName: 'Noise Cancellation Level',
		name: 'noiseCancellationLevel',
		type: 'number',
		typeOptions: { minValue: 60, maxValue: 100 },
		default: 85,
	},
	methodField('Status Callback Method', 'statusCallbackMethod', 'POST'),
	urlField(
		'Status Callback URL',
		'statusCallbackUrl',
		'Is told when the stream is connected, ends or fails',
	),
	{
		displayName: 'Stream Timeout',
		name: 'streamTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LONGEST_STREAM },
		default: LONGEST_STREAM,
		description: 'Seconds after which the stream ends',
	},
]);

/** These fields in the request. */
export function streamSettings(options: Parameters): IDataObject {
	const bidirectional = options.optionalFlag('bidirectional');
	const track = options.optionalChoice('audioTrack');
	if (bidirectional === true && track !== undefined && track !== 'inbound') {
		throw options.problem(
			'audioTrack',
			`cannot be '${track}' in a bidirectional stream`,
			'Such a stream carries the inbound track only: choose it, or switch off the other direction',
		);
	}
	const noise = options.optionalFlag('noiseCancellation');
	refuseAlone(options, ['noiseCancellationLevel'], 'noiseCancellation', noise === true);
	return given({
		bidirectional,
		audio_track: track,
		stream_timeout: options.optionalInteger('streamTimeout', { min: 1, max: LONGEST_STREAM }),
		...endpoint(options, 'statusCallback'),
		// Plivo's pages disagree about the default (plivo.md §11); 16 kHz is the best it has.
		content_type: options.optionalChoice('contentType') ?? contentType.default,
		extra_headers: extraHeaders(options),
		noise_cancellation: noise === undefined ? undefined : String(noise),
		noise_cancellation_level: options.optionalInteger('noiseCancellationLevel', {
			min: 60,
			max: 100,
		}),
		cx_bot: options.optionalFlag('cxBot'),
	});
}

function extraHeaders(options: Parameters): string | undefined {
	const list = headerList(options, 'extraHeaders');
	if (list === undefined || list.length <= LARGEST_HEADERS) return list;
	throw options.problem(
		'extraHeaders',
		`have ${list.length} bytes`,
		`Plivo takes at most ${LARGEST_HEADERS}`,
	);
}
