import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { asUrl } from '../../../shared/operations/values';
import { legsField, resultCallback, soundFields } from '../../descriptions/callActionFields';
import { endpoint } from '../../endpoint';
import { callAction } from './callAction';

/** `POST /Call/{call_uuid}/Play/` (plivo.md §5.3). */
export const play = callAction(
	{
		name: 'Play',
		value: 'play',
		action: 'Play audio to call',
		description: 'Play audio files into a live call',
		properties: [
			{
				displayName: 'Audio URLs',
				name: 'urls',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. https://example.com/hello.mp3',
				description:
					'Addresses of MP3 or WAV files that Plivo can reach, with commas between several: they are played one after another',
			},
			optionsCollection([
				legsField('Legs', 'legs'),
				{
					displayName: 'Length',
					name: 'length',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 60,
					description: 'Seconds after which it ends, even in the middle of a file',
				},
				...soundFields,
				...resultCallback,
			]),
		],
	},
	{
		method: 'POST',
		below: 'Play/',
		body: (parameters) => {
			const options = parameters.collection('options');
			return given({
				urls: audioUrls(parameters).join(','),
				length: options.optionalInteger('length', { min: 1 }),
				legs: options.optionalChoice('legs'),
				loop: options.optionalFlag('loop'),
				mix: options.optionalFlag('mix'),
				...endpoint(options, 'callback'),
			});
		},
		done: 'started',
	},
);

function audioUrls(parameters: Parameters): string[] {
	const urls = parameters.texts('urls');
	if (urls.length === 0) throw parameters.problem('urls', 'is empty');
	for (const url of urls) {
		if (typeof asUrl(url, ['https', 'http']) !== 'string') {
			throw parameters.problem(
				'urls',
				`has '${url}', which is not a web address`,
				'Each has to begin with https:// or http://',
			);
		}
		const extension = /^[^?#]+\/[^/?#]*\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase();
		if (
			extension !== undefined &&
			/^(?:ogg|opus|m4a|aac|flac|wma|webm|mp4|html?|json|txt)$/.test(extension)
		) {
			throw parameters.problem(
				'urls',
				`has a file of the format ${extension.toUpperCase()}`,
				'Plivo plays MP3 and WAV files',
			);
		}
	}
	// Between the addresses stand commas, so that none may stand inside one.
	return urls.map((url) => url.replace(/,/g, '%2C'));
}
