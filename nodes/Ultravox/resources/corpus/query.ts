import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator } from '../../descriptions/knowledgeLocators';
import { wholeList } from '../../wholeList';

/** The most that the built-in queryCorpus tool takes (ultravox.md §7.1). */
const MOST_RESULTS = 20;

/** Ultravox's API takes no least score, only its built-in tool does: the passages are sorted out here. */
const leastScore = (parameters: Parameters): number =>
	parameters.collection('options').optionalNumber('minimumScore', { min: 0 }) ?? 0;

/** `POST /api/corpora/{corpus_id}/query` (ultravox.md §7.4): a bare list, best first. */
export const query: RequestOperation<UltravoxApi> = {
	name: 'Query',
	value: 'query',
	action: 'Query knowledge base',
	description: 'Look something up in a body of knowledge: one item for each passage that fits',
	properties: [
		corpusLocator(),
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. How do I reset the device?',
		},
		optionsCollection([
			{
				displayName: 'Max Results',
				name: 'maxResults',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_RESULTS },
				default: 5,
				description: 'The most passages to return',
			},
			{
				displayName: 'Minimum Score',
				name: 'minimumScore',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 3 },
				default: 0.5,
				description: 'Leaves out passages that fit less well, after Ultravox has chosen the best',
			},
		]),
	],
	request: (parameters) => {
		leastScore(parameters);
		return {
			method: 'POST',
			path: `/api/corpora/${parameters.uuid('corpus')}/query`,
			body: given({
				query: parameters.text('query'),
				maxResults: parameters
					.collection('options')
					.optionalInteger('maxResults', { min: 1, max: MOST_RESULTS }),
			}),
		};
	},
	result: (answer, parameters) => {
		const least = leastScore(parameters);
		return wholeList(answer).filter(({ score }) => least === 0 || Number(score) >= least);
	},
};
