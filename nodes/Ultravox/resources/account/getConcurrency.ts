import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { optionalInstant } from '../../../shared/operations/instant';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

/** `GET /api/accounts/me/usage/concurrency` (ultravox.md §7.5). */
export const getConcurrency: RequestOperation<UltravoxApi> = {
	name: 'Get Concurrency',
	value: 'getConcurrency',
	action: 'Get concurrency of account',
	description: 'Get how many calls there were at once, over time',
	properties: [
		optionsCollection([
			{
				displayName: 'Bucket',
				name: 'bucket',
				type: 'options',
				options: [
					{ name: '5 Minutes', value: '5min' },
					{ name: 'Day', value: 'day' },
					{ name: 'Hour', value: 'hour' },
					{ name: 'Minute', value: 'minute' },
				],
				default: 'minute',
				description: 'The span of time that one number stands for',
			},
			{
				displayName: 'End',
				name: 'end',
				type: 'dateTime',
				default: '',
				description: 'Now when left out; in the time zone of the workflow unless it names its own',
			},
			{
				displayName: 'Start',
				name: 'start',
				type: 'dateTime',
				default: '',
				description:
					'24 hours before the end when left out; in the time zone of the workflow unless it names its own',
			},
		]),
	],
	request: (parameters, { context }) => {
		const options = parameters.collection('options');
		const time = (name: string) => {
			const instant = optionalInstant(options, name, context.getTimezone());
			return instant === undefined ? undefined : new Date(instant).toISOString();
		};
		const [start, end] = [time('start'), time('end')];
		if (start !== undefined && end !== undefined && start >= end) {
			throw options.problem('end', "has to be later than 'Start'");
		}
		return {
			method: 'GET',
			path: '/api/accounts/me/usage/concurrency',
			query: given({ bucket: options.optionalChoice('bucket'), start, end }),
		};
	},
};
